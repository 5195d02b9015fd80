package dev.fairlead.rollout.judge;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a workload stands. */
public enum State {
    IN_PROGRESS("in progress"),
    CURRENT("current"),
    FAILED("failed"),
    TERMINATING("terminating"),
    NOT_FOUND("not found");

    private final String words;

    State(String words) {
        this.words = words;
    }

    @JsonValue
    @Override
    public String toString() {
        return words;
    }
}
