package dev.fairlead.command.rollout;

import dev.fairlead.rollout.judge.Tolerances;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long what may pass by itself is waited for; what is not given is as the settings say. */
final class ToleranceOptions {
    @Option(
            names = "--restarts",
            paramLabel = "N",
            description = "A container that restarted so often is crashing; 2 if not given or settled.")
    private @Nullable Integer restarts;

    @Option(
            names = "--pending",
            paramLabel = "DURATION",
            description = "How long pods may wait for a node or a volume; 60s if not given or settled.")
    private @Nullable Duration pending;

    @Option(
            names = "--unready",
            paramLabel = "DURATION",
            description =
                    "How long readiness may fail beyond the probe's own patience; up to the progress deadline if not given or settled.")
    private @Nullable Duration unready;

    @Option(
            names = "--unpulled",
            paramLabel = "DURATION",
            description = "How long a registry may be out of reach; 60s if not given or settled.")
    private @Nullable Duration unpulled;

    @Option(
            names = "--unobserved",
            paramLabel = "DURATION",
            description = "How long a controller may leave a change unseen; 30s if not given or settled.")
    private @Nullable Duration unobserved;

    @Option(
            names = "--stable",
            paramLabel = "DURATION",
            description =
                    "How long all pods must stay ready before it counts; if not given or settled 2s, and 15s to 60s where there is no readiness probe.")
    private @Nullable Duration stable;

    Tolerances over(Tolerances settled) {
        return new Tolerances(
                restarts == null ? settled.restarts() : restarts,
                pending == null ? settled.pending() : pending,
                unready == null ? settled.readiness() : Optional.of(unready),
                unpulled == null ? settled.pull() : unpulled,
                unobserved == null ? settled.controller() : unobserved,
                stable == null ? settled.stable() : Optional.of(stable));
    }
}
