package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.settings.Settings;
import java.util.List;
import java.util.function.Supplier;

/** Asks gates. */
public final class Gates {
    private final Settings settings;
    private final Supplier<String> kubeconfig;
    private final RolloutService rollouts;
    private final GateScripts scripts;

    /**
     * @param kubeconfig the files that make it up, as {@code $KUBECONFIG} names them; for the programs of gates
     * @param rollouts follows the Jobs of gates
     * @param scripts evaluates the scripts of gates
     */
    public Gates(Settings settings, Supplier<String> kubeconfig, RolloutService rollouts, GateScripts scripts) {
        this.settings = settings;
        this.kubeconfig = kubeconfig;
        this.rollouts = rollouts;
        this.scripts = scripts;
    }

    /**
     * Looks at gates before anything is changed: files, programs, variables, queries, and whether who must answer can
     * be reached.
     *
     * @throws OpsException that names every gate which could not be asked, and why; it has the kind of the first
     */
    public void check(List<GateSpec> specs, GateSubject subject, ProgressListener progress) {}

    /**
     * Asks a gate until it passes, or may be asked no more. What goes wrong on the way is an answer, not an exception.
     *
     * @throws Cancelled when the thread is interrupted
     * @throws IllegalArgumentException for an approval, which is the release's own matter
     */
    public GateResult ask(GateSpec spec, GateSubject subject, ProgressListener progress) {
        try (Asking asking = new Asking(() -> made(spec, subject, progress))) {
            return new Attempts(spec, progress).result(asking);
        }
    }

    private Check made(GateSpec spec, GateSubject subject, ProgressListener progress) {
        if (spec instanceof HttpGate http) {
            return new HttpCheck(http, subject, settings.environment());
        }
        if (spec instanceof CommandGate command) {
            return new CommandCheck(command, subject, settings, kubeconfig.get(), progress);
        }
        if (spec instanceof ScriptGate script) {
            return new ScriptCheck(script, subject, scripts, progress);
        }
        if (spec instanceof JobGate job) {
            return new JobCheck(job, subject, settings, rollouts, progress);
        }
        throw new IllegalArgumentException(spec.kind() + " is not asked");
    }
}
