package dev.fairlead.image;

/** A new name of a local image. */
public record TaggedImage(String image, String id) {}
