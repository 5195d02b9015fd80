package dev.fairlead.script.test;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.settings.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault that a script shall meet, typed as {@code FAULT[=KIND/NAME][,next][,for=DURATION][,in=NAMESPACE][,after=STEP]}.
 *
 * @param workload as it is typed; empty for all of the namespace
 * @param namespace empty for the room's own
 * @param next whether the revisions that are there when it strikes are spared
 * @param after the path of the step after whose end it strikes; empty for the script's beginning
 */
public record PlannedFault(Fault fault, String workload, String namespace, boolean next, String after) {
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final String HINT = "--fault image-pull=deployment/web,next";

    /** @throws OpsException of kind USAGE */
    public static PlannedFault parse(String text) {
        int step = text.indexOf(",after=");
        String after = step < 0 ? "" : text.substring(step + ",after=".length());
        String[] parts = (step < 0 ? text : text.substring(0, step)).split(",", -1);
        String[] whose = parts[0].split("=", 2);
        boolean next = false;
        String namespace = "";
        Optional<Duration> lasting = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].equals("next")) {
                next = true;
            } else if (parts[i].startsWith("for=")) {
                lasting = Optional.of(duration(text, parts[i].substring(4)));
            } else if (parts[i].startsWith("in=")) {
                namespace = parts[i].substring(3);
            } else {
                throw wrong(text, "\"" + parts[i] + "\" is neither next, for=, in= nor after=")
                        .hint(HINT);
            }
        }
        return of(text, whose[0], whose.length > 1 ? whose[1] : "", lasting, namespace, next, after);
    }

    /** @param typed for messages */
    static PlannedFault of(
            String typed,
            String word,
            String workload,
            Optional<Duration> lasting,
            String namespace,
            boolean next,
            String after) {
        Fault fault = Fault.of(word, lasting.orElse(USUAL)).orElseThrow(() -> unknown(typed, word));
        boolean lasts = fault instanceof Fault.Slow || fault instanceof Fault.ApiDown;
        if (lasting.isPresent() && !lasts) {
            throw wrong(typed, word + " lasts to the end").hint("--fault slow,for=30s");
        }
        if (fault instanceof Fault.ApiDown && !workload.isEmpty()) {
            throw wrong(typed, "the API server is down for everybody").hint("--fault api-down,for=10s");
        }
        String whose = workload.isEmpty() ? "" : WorkloadRef.parse(workload).toString();
        return new PlannedFault(fault, whose, namespace, next, after);
    }

    private static Duration duration(String typed, String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(typed, String.valueOf(e.getMessage()));
        }
    }

    private static OpsException unknown(String typed, String word) {
        OpsException failure =
                wrong(typed, "no fault is called \"" + word + "\"; there are " + String.join(", ", Fault.WORDS));
        for (String near : NearestNames.to(word, Fault.WORDS, 2)) {
            failure = failure.hint("--fault " + near + typed.substring(word.length()));
        }
        return failure;
    }

    private static OpsException wrong(String typed, String why) {
        return new OpsException(FailureKind.USAGE, "fault " + typed + ": " + why);
    }
}
