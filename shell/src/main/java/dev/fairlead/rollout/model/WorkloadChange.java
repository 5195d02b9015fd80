package dev.fairlead.rollout.model;

import java.util.List;
import java.util.Optional;

/**
 * What a line has changed, and what it follows then.
 *
 * @param written the pod template that it wrote; empty where it wrote none
 * @param back whether it put an earlier revision back: no line leads from there to the one that it left
 */
public record WorkloadChange(List<ObjectChange> changes, Optional<WrittenTemplate> written, boolean back) {
    /** Of a line that only follows what there is. */
    public static final WorkloadChange NONE = forward(List.of(), Optional.empty());

    /** Of a line that goes forward. */
    public static WorkloadChange forward(List<ObjectChange> changes, Optional<WrittenTemplate> written) {
        return new WorkloadChange(changes, written, false);
    }
}
