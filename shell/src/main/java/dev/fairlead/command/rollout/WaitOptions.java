package dev.fairlead.command.rollout;

import dev.fairlead.rollout.model.WaitRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a rollout is waited for. */
final class WaitOptions {
    @Option(names = "--no-wait", description = "Return at once instead of following the rollout.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Give up after this long, e.g. 90s or 15m; 10m if not given or settled.")
    private @Nullable Duration timeout;

    @Mixin
    private ToleranceOptions tolerances;

    @Option(names = "--logs", description = "Show what the new pods log while the rollout is followed.")
    private boolean logs;

    /** @param settled what holds for options that are not given */
    WaitRules over(WaitRules settled) {
        return new WaitRules(
                !noWait, timeout == null ? settled.limit() : timeout, tolerances.over(settled.tolerances()), logs);
    }
}
