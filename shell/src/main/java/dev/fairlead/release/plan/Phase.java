package dev.fairlead.release.plan;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a release stands. */
public enum Phase {
    RUNNING("running"),
    PAUSED("paused"),
    WAITING("waiting for approval"),
    /** Nobody works on it: it was cancelled, or failed where nothing goes back by itself. */
    STOPPED("stopped"),
    GOING_BACK("going back"),
    DONE("done"),
    /** Went back because somebody wanted it. */
    ABORTED("aborted"),
    /** Went back, or ended, because it failed. */
    FAILED("failed");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    public boolean isOver() {
        return this == DONE || this == ABORTED || this == FAILED;
    }

    @JsonValue
    @Override
    public String toString() {
        return words;
    }
}
