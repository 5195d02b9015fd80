package dev.fairlead.rollout;

/**
 * What became of one object.
 *
 * @param object as it is typed, e.g. {@code service/web}
 * @param outcome {@code created}, {@code configured}, {@code unchanged}, {@code restarted}, {@code undone to revision 2}…
 */
public record Change(String object, String outcome) {}
