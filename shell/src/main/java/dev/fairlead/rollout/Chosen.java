package dev.fairlead.rollout;

/** A workload with the namespace it is in. */
public record Chosen(WorkloadRef ref, String namespace) {}
