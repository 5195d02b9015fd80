package dev.fairlead.rollout.judge;

/**
 * A workload's pods by count.
 *
 * @param desired how many there should be
 * @param updated how many are of the newest revision
 * @param ready how many of the newest revision are ready
 * @param available how many of the newest revision are ready for long enough
 * @param old how many are of older revisions
 */
public record Replicas(int desired, int updated, int ready, int available, int old) {}
