package dev.fairlead.rollout;

/** A workload that a request means, with the namespace it is in. */
record Chosen(WorkloadRef ref, String namespace) {}
