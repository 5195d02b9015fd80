package dev.fairlead.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be made to go wrong. */
public sealed interface Fault {
    /** Every fault's word, as it is typed. */
    List<String> WORDS =
            List.of("image-pull", "crash", "oom", "readiness", "unschedulable", "quota", "slow", "api-down");

    /** No image can be pulled that is not on the node yet. */
    record ImagePull() implements Fault {}

    /** Containers end with exit code 1 soon after they start. */
    record Crash() implements Fault {}

    /** Containers are killed for their memory soon after they start. */
    record OutOfMemory() implements Fault {}

    /** Readiness probes fail. */
    record Readiness() implements Fault {}

    /** No node takes new pods. */
    record Unschedulable() implements Fault {}

    /** A quota has no room for new pods. */
    record Quota() implements Fault {}

    /** Containers get ready so much later, in simulated time. */
    record Slow(Duration by) implements Fault {}

    /** The API server answers nothing for so long, by this machine's clock. */
    record ApiDown(Duration lasting) implements Fault {}

    /** Empty where the word is no fault's. */
    static Optional<Fault> of(String word, Duration lasting) {
        return Optional.ofNullable(
                switch (word) {
                    case "image-pull" -> new ImagePull();
                    case "crash" -> new Crash();
                    case "oom" -> new OutOfMemory();
                    case "readiness" -> new Readiness();
                    case "unschedulable" -> new Unschedulable();
                    case "quota" -> new Quota();
                    case "slow" -> new Slow(lasting);
                    case "api-down" -> new ApiDown(lasting);
                    default -> null;
                });
    }

    /** As it is typed. */
    default String word() {
        if (this instanceof ImagePull) {
            return "image-pull";
        } else if (this instanceof Crash) {
            return "crash";
        } else if (this instanceof OutOfMemory) {
            return "oom";
        } else if (this instanceof Readiness) {
            return "readiness";
        } else if (this instanceof Unschedulable) {
            return "unschedulable";
        } else if (this instanceof Quota) {
            return "quota";
        }
        return this instanceof Slow ? "slow" : "api-down";
    }
}
