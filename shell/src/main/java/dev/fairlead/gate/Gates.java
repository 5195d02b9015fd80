package dev.fairlead.gate;

import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.settings.Settings;
import java.util.List;

/** Asks gates. */
public final class Gates {
    private final Settings settings;
    private final RolloutService rollouts;
    private final GateScripts scripts;

    /**
     * @param rollouts follows the Jobs of gates
     * @param scripts evaluates the scripts of gates
     */
    public Gates(Settings settings, RolloutService rollouts, GateScripts scripts) {
        this.settings = settings;
        this.rollouts = rollouts;
        this.scripts = scripts;
    }

    /**
     * Looks at gates before anything is changed: files, programs, variables, queries, and whether who must answer can
     * be reached.
     *
     * @throws dev.fairlead.failure.OpsException that names every gate which could not be asked, and why
     */
    public void check(List<GateSpec> specs, GateSubject subject, ProgressListener progress) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks a gate until it passes, or may be asked no more. What goes wrong on the way is an answer, never an exception.
     *
     * @throws dev.fairlead.failure.Cancelled when the thread is interrupted
     */
    public GateResult ask(GateSpec spec, GateSubject subject, ProgressListener progress) {
        throw new UnsupportedOperationException();
    }
}
