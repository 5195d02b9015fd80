package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks gates. */
public final class Gates {
    private final Settings settings;
    private final Supplier<Map<String, String>> variables;
    private final RolloutService rollouts;
    private final GateScripts scripts;
    private final GateSecrets secrets = new GateSecrets();

    /**
     * @param variables what the programs of gates find in their environment instead of what the session has there
     * @param rollouts follows the Jobs of gates
     * @param scripts evaluates the scripts of gates
     */
    public Gates(
            Settings settings, Supplier<Map<String, String>> variables, RolloutService rollouts, GateScripts scripts) {
        this.settings = settings;
        this.variables = variables;
        this.rollouts = rollouts;
        this.scripts = scripts;
    }

    /** What keeps credentials out of the texts of gates. */
    public GateSecrets secrets() {
        return secrets;
    }

    /**
     * Looks whether all that gates leave to the environment is there.
     *
     * @throws OpsException of kind USAGE that names a variable which is not set
     */
    public void requireVariables(List<GateSpec> specs) {
        Map<String, String> known = known();
        new Precheck(specs).require(spec -> spec.requireVariables(known));
    }

    private Map<String, String> known() {
        return secrets.in(settings.environment());
    }

    /**
     * Looks at gates before anything is changed: files, programs, variables, queries, and whether who must answer can
     * be reached.
     *
     * @throws OpsException that names every gate which could not be asked, and why; it has the kind of the first
     */
    public void check(List<GateSpec> specs, GateSubject subject, ProgressListener progress) {
        new Precheck(specs).require(spec -> look(spec, subject, progress));
    }

    private void look(GateSpec spec, GateSubject subject, ProgressListener progress) {
        if (new ExternalGates(settings).leaves(spec)) {
            progress.warn("gate " + spec.name() + " is taken for passed: what it asks is not in the sandbox");
            return;
        }
        try (Check check = check(spec, subject, progress)) {
            check.preflight();
        }
    }

    /**
     * Asks a gate until it passes, or may be asked no more. What goes wrong on the way is an answer, not an exception.
     *
     * @throws Cancelled when the thread is interrupted
     * @throws IllegalArgumentException for an approval, which is the release's own matter
     */
    public GateResult ask(GateSpec spec, GateSubject subject, ProgressListener progress) {
        try (FirstTry asking = new FirstTry(() -> made(spec, subject, progress))) {
            return new GateTries(spec, progress).result(asking);
        }
    }

    private Check made(GateSpec spec, GateSubject subject, ProgressListener progress) {
        return new ExternalGates(settings).leaves(spec)
                ? limit -> ExternalGates.outcome()
                : check(spec, subject, progress);
    }

    private Check check(GateSpec spec, GateSubject subject, ProgressListener progress) {
        return GateKinds.of(spec)
                .check(spec, new CheckInputs(subject, progress, settings, variables, known(), rollouts, scripts));
    }
}
