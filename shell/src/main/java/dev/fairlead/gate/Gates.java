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
        new Precheck(specs).require(this::variables);
    }

    private void variables(GateSpec spec) {
        if (spec instanceof HttpGate http) {
            HttpCheck.resolved(http, known());
        } else if (spec instanceof CommandGate command) {
            CommandCheck.words(command, known());
        }
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
        } else if (spec instanceof HttpGate http) {
            variables(http);
        } else if (spec instanceof CommandGate command) {
            CommandCheck.program(command, settings);
        } else if (spec instanceof ScriptGate script) {
            scripts.check(script, subject);
        } else if (spec instanceof JobGate job) {
            new JobCheck(job, subject, settings, rollouts, progress).rehearse();
        } else if (spec instanceof PrometheusGate prometheus) {
            try (PrometheusCheck check = new PrometheusCheck(prometheus, CanaryAndStable.of(subject), settings)) {
                check.rehearse();
            }
        } else if (spec instanceof PresetGate preset) {
            try (PresetCheck check = new PresetCheck(preset, CanaryAndStable.of(subject), settings)) {
                if (check.rehearse().isEmpty()) {
                    progress.warn("gate " + spec.name() + ": Prometheus has none of "
                            + MetricFamily.names(preset.preset()) + " for the pods of " + subject.stable()
                            + " so far");
                }
            }
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
        if (new ExternalGates(settings).leaves(spec)) {
            return limit -> ExternalGates.outcome();
        }
        if (spec instanceof HttpGate http) {
            return new HttpCheck(http, subject, known());
        }
        if (spec instanceof CommandGate command) {
            return new CommandCheck(command, subject, settings, variables.get(), known(), progress);
        }
        if (spec instanceof ScriptGate script) {
            return new ScriptGateCheck(script, subject, scripts, progress);
        }
        if (spec instanceof JobGate job) {
            return new JobCheck(job, subject, settings, rollouts, progress);
        }
        if (spec instanceof PrometheusGate prometheus) {
            return new PrometheusCheck(prometheus, CanaryAndStable.of(subject), settings);
        }
        if (spec instanceof PresetGate preset) {
            return new PresetCheck(preset, CanaryAndStable.of(subject), settings);
        }
        throw new IllegalArgumentException(spec.kind() + " is not asked");
    }
}
