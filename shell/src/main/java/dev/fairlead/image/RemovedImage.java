package dev.fairlead.image;

/**
 * One effect of a removal.
 *
 * @param outcome {@code untagged} or {@code deleted}
 * @param image a name, or the ID of an image or layer
 */
public record RemovedImage(String outcome, String image) {}
