package dev.fairlead.multicluster;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.rollout.judge.RolloutStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * How a rollout ended in one context.
 *
 * @param wave from 1
 * @param message why it failed, or what was done
 * @param status as far as it is known
 * @param took zero where it did not begin
 */
public record ContextOutcome(
        String context,
        String namespace,
        int wave,
        Outcome outcome,
        String message,
        Optional<RolloutStatus> status,
        Duration took) {

    /** How it ended. */
    public enum Outcome {
        CURRENT("current"),
        PLANNED("planned"),
        FAILED("failed"),
        ROLLED_BACK("rolled back"),
        NOT_STARTED("not started"),
        CANCELLED("cancelled");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        @JsonValue
        @Override
        public String toString() {
            return words;
        }
    }

    ContextOutcome ended(Outcome newOutcome, String newMessage) {
        return ended(newOutcome, newMessage, status);
    }

    ContextOutcome ended(Outcome newOutcome, String newMessage, Optional<RolloutStatus> newStatus) {
        return new ContextOutcome(context, namespace, wave, newOutcome, newMessage, newStatus, took);
    }

    ContextOutcome after(Duration time) {
        return new ContextOutcome(context, namespace, wave, outcome, message, status, time);
    }
}
