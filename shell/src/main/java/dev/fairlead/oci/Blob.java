package dev.fairlead.oci;

/**
 * Stored content.
 *
 * @param digest {@code sha256:} and 64 digits
 * @param size in bytes
 */
public record Blob(String digest, long size) {}
