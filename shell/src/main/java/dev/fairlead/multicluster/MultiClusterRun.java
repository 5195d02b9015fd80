package dev.fairlead.multicluster;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.multicluster.ContextOutcome.Outcome;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.RolloutFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One rollout through its waves. */
final class MultiClusterRun {
    private final MultiClusterRequest request;
    private final ContextWork work;
    private final boolean dryRun;
    private final ProgressListener progress;
    private final List<List<String>> waves;
    private final Map<String, ContextOutcome> outcomes = new LinkedHashMap<>();
    private final Map<String, OpsException> failures = Collections.synchronizedMap(new LinkedHashMap<>());

    /**
     * @param dryRun whether the work changes nothing
     * @param namespaces of each context
     */
    MultiClusterRun(
            MultiClusterRequest request,
            ContextWork work,
            boolean dryRun,
            ProgressListener progress,
            Map<String, String> namespaces) {
        this.request = request;
        this.work = work;
        this.dryRun = dryRun;
        this.progress = progress;
        this.waves = request.inWaves();
        for (int i = 0; i < waves.size(); i++) {
            for (String context : waves.get(i)) {
                outcomes.put(context, notStarted(context, namespaces.getOrDefault(context, ""), i + 1));
            }
        }
    }

    private static ContextOutcome notStarted(String context, String namespace, int wave) {
        return new ContextOutcome(context, namespace, wave, Outcome.NOT_STARTED, "", Optional.empty(), Duration.ZERO);
    }

    List<ContextOutcome> through() {
        for (int i = 0; i < waves.size(); i++) {
            List<String> wave = waves.get(i);
            int number = i + 1;
            progress.note("wave " + number + " of " + waves.size() + ": " + String.join(", ", wave));
            ParallelContexts.of(wave, context -> forward(context)).forEach(o -> outcomes.put(o.context(), o));
            if (!failures.isEmpty()) {
                boolean cancelled = Thread.currentThread().isInterrupted();
                if (request.rollBack() && !cancelled) {
                    back();
                }
                throw failed(number);
            }
        }
        return List.copyOf(outcomes.values());
    }

    private ContextOutcome forward(String context) {
        long start = System.nanoTime();
        ContextOutcome ended = forward(outcome(context));
        return ended.after(Duration.ofNanos(System.nanoTime() - start));
    }

    private ContextOutcome outcome(String context) {
        return Objects.requireNonNull(outcomes.get(context), context);
    }

    private ContextOutcome forward(ContextOutcome begun) {
        String context = begun.context();
        try {
            Optional<RolloutStatus> status =
                    work.forward(request.scope(context), new ContextProgress(context, progress));
            return dryRun
                    ? begun.ended(Outcome.PLANNED, "")
                    : begun.ended(
                            Outcome.CURRENT, status.map(RolloutStatus::message).orElse(""), status);
        } catch (OpsException e) {
            failures.put(context, e);
            Outcome outcome = e.kind() == FailureKind.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED;
            Optional<RolloutStatus> status =
                    e instanceof RolloutFailed judged ? Optional.of(judged.status()) : Optional.empty();
            return begun.ended(outcome, e.message(), status);
        }
    }

    /** Takes back what was done, the last first; one that cannot be taken back does not hold up the others. */
    private void back() {
        List<String> done = new ArrayList<>(outcomes.values().stream()
                .filter(o -> o.outcome() == Outcome.CURRENT || o.outcome() == Outcome.FAILED)
                .map(ContextOutcome::context)
                .toList());
        Collections.reverse(done);
        progress.note("rolling back " + String.join(", ", done));
        for (String context : done) {
            ContextOutcome before = outcome(context);
            try {
                String what = work.back(request.scope(context), new ContextProgress(context, progress));
                outcomes.put(context, before.ended(Outcome.ROLLED_BACK, what));
            } catch (Cancelled e) {
                throw e;
            } catch (OpsException e) {
                progress.warn(context + ": not rolled back: " + e.message());
                outcomes.put(context, before.ended(before.outcome(), "not rolled back: " + e.message()));
            }
        }
    }

    private MultiClusterFailed failed(int wave) {
        Map.Entry<String, OpsException> first = failures.entrySet().stream()
                .min(Map.Entry.comparingByKey(Comparator.comparingInt(request.contexts()::indexOf)))
                .orElseThrow();
        long left = outcomes.values().stream()
                .filter(o -> o.outcome() == Outcome.NOT_STARTED)
                .count();
        String where = "context " + first.getKey() + ": ";
        String why = first.getValue().message();
        boolean back = outcome(first.getKey()).outcome() == Outcome.ROLLED_BACK;
        List<String> hints = first.getValue().hints().stream()
                .filter(hint -> !back || !hint.startsWith("rollout undo"))
                .map(hint -> isElsewhere(hint) ? hint : hint + " --context " + first.getKey())
                .toList();
        return new MultiClusterFailed(
                request.workload() + " stopped in wave " + wave + " of " + waves.size()
                        + (left == 0 ? "" : ", " + left + " of " + outcomes.size() + " contexts not started") + ": "
                        + (why.startsWith(where) ? why : where + why),
                first.getValue(),
                hints,
                List.copyOf(outcomes.values()));
    }

    /** Whether the line says its context, or is about none. */
    private static boolean isElsewhere(String hint) {
        return hint.contains(" --context ") || !(hint.startsWith("rollout ") || hint.startsWith("cluster "));
    }
}
