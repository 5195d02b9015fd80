package dev.fairlead.rollout.judge;

/**
 * What is wrong with one pod.
 *
 * @param reason one or two words, equal for pods that suffer from the same
 * @param what the sentence's end after "N pods ", e.g. {@code cannot pull team/web:v9: no such tag}
 * @param event the cluster's words
 * @param restarts how often the container restarted; zero where that does not matter
 */
record Finding(Family family, String reason, String what, boolean fatal, String container, String event, int restarts) {

    Finding(Family family, String reason, String what, boolean fatal, String container, String event) {
        this(family, reason, what, fatal, container, event, 0);
    }
}
