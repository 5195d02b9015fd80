package dev.fairlead.sandbox;

import java.util.List;

/**
 * What is known of an image.
 *
 * @param digest of its manifest, with {@code sha256:}; empty where it is not known
 * @param ports that it exposes
 */
public record ImageFacts(String digest, List<Integer> ports) {
    static final ImageFacts UNKNOWN = new ImageFacts("", List.of());

    public ImageFacts {
        ports = List.copyOf(ports);
    }
}
