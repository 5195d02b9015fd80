package dev.fairlead.image;

import java.time.Duration;

/**
 * A pull that is done.
 *
 * @param id of the local image
 * @param digest by which the registry knows it
 * @param changed false where the local image was current already
 * @param size in bytes, unpacked
 */
public record PulledImage(String image, String id, String digest, boolean changed, long size, Duration took) {}
