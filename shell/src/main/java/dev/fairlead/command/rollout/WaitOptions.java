package dev.fairlead.command.rollout;

import dev.fairlead.rollout.WaitRules;
import dev.fairlead.rollout.judge.Tolerances;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a rollout is waited for. */
final class WaitOptions {
    @Option(names = "--no-wait", description = "Return at once instead of following the rollout.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Give up after this long, e.g. 90s or 15m; 10m if not given.")
    private Duration timeout = WaitRules.DEFAULT.limit();

    @Option(
            names = "--restarts",
            paramLabel = "N",
            description = "A container that restarted so often is crashing; ${DEFAULT-VALUE} if not given.")
    private int restarts = Tolerances.DEFAULT.restarts();

    @Option(
            names = "--pending",
            paramLabel = "DURATION",
            description = "How long pods may wait for a node or a volume; 60s if not given.")
    private Duration pending = Tolerances.DEFAULT.pending();

    @Option(
            names = "--unready",
            paramLabel = "DURATION",
            description = "How long readiness may fail beyond the probe's own patience; 30s if not given.")
    private Duration unready = Tolerances.DEFAULT.readiness();

    @Option(
            names = "--stable",
            paramLabel = "DURATION",
            description = "How long all pods must stay ready before it counts; 2s if not given.")
    private Duration stable = Tolerances.DEFAULT.stable();

    @Option(names = "--logs", description = "Show what the new pods log while the rollout is followed.")
    private boolean logs;

    WaitRules rules() {
        Tolerances tolerances = Tolerances.DEFAULT
                .withRestarts(restarts)
                .withPending(pending)
                .withReadiness(unready)
                .withStable(stable);
        return new WaitRules(!noWait, timeout, tolerances, logs);
    }
}
