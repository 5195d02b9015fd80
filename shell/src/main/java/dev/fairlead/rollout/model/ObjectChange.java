package dev.fairlead.rollout.model;

import java.util.List;

/**
 * What became of one object.
 *
 * @param object as it is typed, e.g. {@code service/web}
 * @param outcome {@code created}, {@code configured}, {@code unchanged}, {@code restarted}, {@code undone to revision 2}…
 * @param diff of a dry run: the fields that would change, as lines of a unified diff
 */
public record ObjectChange(String object, String outcome, List<String> diff) {
    public ObjectChange(String object, String outcome) {
        this(object, outcome, List.of());
    }
}
