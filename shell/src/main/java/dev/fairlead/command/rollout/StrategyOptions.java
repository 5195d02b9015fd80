package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.plan.Strategy;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a deploy takes the place of what serves. */
final class StrategyOptions {
    /** The strategies, as they are typed. */
    enum Name {
        rolling,
        recreate,
        bluegreen,
        canary
    }

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            description = "How the new pods take over: ${COMPLETION-CANDIDATES}; rolling if not given.")
    private @Nullable Name strategy;

    @Option(
            names = "--steps",
            split = ",",
            paramLabel = "SHARE",
            description = "The shares of a canary; 5%%,20%%,50%% if not given.")
    private List<String> steps = new ArrayList<>();

    @Option(
            names = "--pause",
            paramLabel = "DURATION",
            description = "How long each share of a canary is watched; 2m if not given.")
    private @Nullable Duration pause;

    @Option(
            names = "--route",
            paramLabel = "KIND",
            description = "Where a canary's requests are shared out: ${COMPLETION-CANDIDATES}; auto if not given: the"
                    + " cluster's routes, else the number of pods.")
    private @Nullable RouteChoice route;

    @Option(
            names = "--match",
            paramLabel = "MATCH",
            completionCandidates = Matches.class,
            description = "Requests that all go to the canary, e.g. header:X-Beta=1 or cookie:beta=always; repeatable.")
    private List<RequestMatch> matches = new ArrayList<>();

    @Option(
            names = "--keep",
            paramLabel = "DURATION",
            description = "How long the old pods stay after a blue-green switch; 10m if not given.")
    private @Nullable Duration keep;

    @Option(
            names = "--gate",
            paramLabel = "GATE",
            description = "What must hold before it goes on, e.g. 'http /healthz' or approval; repeatable.")
    @Completes(Candidate.GATE)
    private List<String> gates = new ArrayList<>();

    @Option(names = "--gates", paramLabel = "FILE", description = "A YAML list of gates.")
    @Completes(Candidate.FILE)
    private @Nullable Path gateFile;

    @Option(
            names = "--auto-rollback",
            negatable = true,
            description = "Go back by itself when it fails; so with a canary, blue-green or a gate.")
    private @Nullable Boolean autoRollback;

    @Option(names = "--take-over", description = "Take the lease from whoever holds it.")
    private boolean takeOver;

    @Option(
            names = "--plan-out",
            paramLabel = "FILE",
            description = "Write the plan to a file for rollout apply-plan, and change nothing.")
    @Completes(Candidate.FILE)
    private @Nullable Path planOut;

    void on(ReleaseRequest.Builder request) {
        Strategy chosen = strategy();
        if (chosen != null) {
            request.strategy(chosen);
        }
        if (gateFile != null) {
            request.gates(gateFile);
        }
        gates.forEach(request::gate);
        if (autoRollback != null) {
            request.autoRollback(autoRollback);
        }
        if (planOut != null) {
            request.planOut(planOut);
        }
        request.takeOver(takeOver);
    }

    private @Nullable Strategy strategy() {
        refuse(strategy != Name.canary && (!steps.isEmpty() || pause != null), "--steps and --pause", "canary");
        refuse(strategy != Name.canary && (route != null || !matches.isEmpty()), "--route and --match", "canary");
        refuse(strategy != Name.bluegreen && keep != null, "--keep", "bluegreen");
        if (strategy == null) {
            return null;
        }
        return switch (strategy) {
            case rolling -> new Strategy.Rolling();
            case recreate -> new Strategy.Recreate();
            case bluegreen -> new Strategy.BlueGreen(keep == null ? Strategy.BlueGreen.KEEP : keep);
            case canary ->
                Strategy.Canary.of(
                        steps.isEmpty()
                                ? Strategy.Canary.STEPS.stream()
                                        .map(String::valueOf)
                                        .toList()
                                : steps,
                        pause == null ? Strategy.Canary.PAUSE : pause,
                        route == null ? RouteChoice.AUTO : route,
                        matches);
        };
    }

    private static void refuse(boolean wrong, String options, String strategy) {
        if (wrong) {
            throw new OpsException(
                    FailureKind.USAGE, "rollout deploy: " + options + " go with --strategy " + strategy + " only");
        }
    }

    /** How what {@code --match} takes begins. */
    static final class Matches implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("header:", "cookie:").iterator();
        }
    }
}
