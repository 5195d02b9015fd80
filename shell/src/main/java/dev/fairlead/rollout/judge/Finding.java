package dev.fairlead.rollout.judge;

/**
 * What is wrong with one pod.
 *
 * @param reason equal for pods that suffer from the same
 * @param what the sentence's end after "N pods ", e.g. {@code cannot pull team/web:v9: no such tag}
 * @param event the cluster's words
 */
record Finding(Family family, String reason, String what, boolean fatal, String container, String event) {}
