package dev.fairlead.script.test;

/**
 * Something that was not as it was expected.
 *
 * @param what e.g. {@code outcome} or {@code deployment/web spec.replicas}
 */
public record Mismatch(String what, String expected, String actual) {}
