package dev.fairlead.rollout.model;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.judge.RolloutStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several workloads of which not all are current. Its kind is the worst one's: a fatal verdict before everything else,
 * and of several the one that stands earliest on the way to a running pod.
 */
public final class RolloutsFailed extends OpsException {
    private static final int FIRST_FATAL = FailureKind.ROLLOUT_IMAGE.exitCode();

    private final transient List<RolloutStatus> statuses;
    private final transient Object known;

    private RolloutsFailed(
            FailureKind kind,
            String message,
            List<String> details,
            List<String> hints,
            List<RolloutStatus> statuses,
            Object known,
            @Nullable Throwable cause) {
        super(kind, message, details, hints, cause);
        this.statuses = statuses;
        this.known = known;
    }

    /** @param failures at least one */
    public static RolloutsFailed of(List<RolloutStatus> statuses, List<OpsException> failures) {
        List<String> details = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        for (OpsException failure : failures) {
            details.add(failure.message());
            failure.details().forEach(line -> details.add("  " + line));
            failure.hints().stream().filter(hint -> !hints.contains(hint)).forEach(hints::add);
        }
        OpsException worst = worst(failures);
        return new RolloutsFailed(
                worst.kind(),
                failures.size() + " of " + statuses.size() + " workloads are not current",
                details,
                hints,
                List.copyOf(statuses),
                List.copyOf(statuses),
                worst);
    }

    /** The same failure of a verb that has another result than the statuses. */
    public RolloutsFailed known(Object result) {
        return new RolloutsFailed(kind(), message(), details(), hints(), statuses, result, getCause());
    }

    /** All of them, also those that are current. */
    public List<RolloutStatus> statuses() {
        return statuses;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(known);
    }

    static OpsException worst(List<OpsException> failures) {
        return failures.stream()
                .min(Comparator.comparing(
                                (OpsException failure) -> failure.kind().exitCode() < FIRST_FATAL)
                        .thenComparing(failure -> failure.kind().exitCode()))
                .orElseThrow();
    }
}
