package dev.fairlead.image;

/**
 * A login that was stored or removed.
 *
 * @param outcome {@code logged in}, {@code logged out} or {@code not logged in}
 * @param storedIn the file or the credential program; empty where nothing is stored
 */
public record RegistryAccess(String registry, String user, String outcome, String storedIn) {}
