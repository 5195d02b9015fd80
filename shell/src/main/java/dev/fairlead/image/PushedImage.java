package dev.fairlead.image;

import java.time.Duration;

/**
 * A push that is done.
 *
 * @param digest by which the registry knows it
 * @param layers how many the image has
 * @param present how many of them the registry had already
 * @param sent bytes sent
 */
public record PushedImage(String image, String digest, int layers, int present, long sent, Duration took) {}
