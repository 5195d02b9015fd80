package dev.fairlead.cluster;

import java.time.Instant;

/** @param current whether the session uses it */
public record NamespaceSummary(String name, String status, Instant created, boolean current) {}
