package dev.fairlead.sandbox.registry;

import java.util.List;

/**
 * An image of the sandbox's registry, as far as running it depends on it.
 *
 * @param digest of its manifest
 * @param platforms e.g. {@code linux/amd64}; what is said below is of the first
 * @param user as the image says it, e.g. {@code 65532:65532}; empty for root
 * @param ports that it exposes, e.g. {@code 8080/tcp}
 * @param command entry point and arguments; empty where it has none
 */
public record CatalogImage(
        String digest, List<String> platforms, String user, List<String> ports, List<String> command) {
    public CatalogImage {
        platforms = List.copyOf(platforms);
        ports = List.copyOf(ports);
        command = List.copyOf(command);
    }
}
