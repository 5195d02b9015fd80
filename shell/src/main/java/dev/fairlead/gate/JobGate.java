package dev.fairlead.gate;

import java.time.Duration;
import java.util.List;

/**
 * A Job that runs in the release's namespace.
 *
 * @param manifest the file that it is made of; {@code $image} in it stands for the candidate's image
 * @param keep whether it stays in the cluster after it failed
 */
public record JobGate(GateOptions options, String manifest, boolean keep) implements GateSpec {
    static final GateKind<JobGate> KIND = new GateKind<>(
            "job",
            JobGate.class,
            GateSyntax.of("manifest", List.of("keep"), "job timeout=5m smoke-job.yaml")
                    .without(List.of("for")),
            JobGate::read,
            JobCheck::new);

    private static JobGate read(GateReader reader) {
        return new JobGate(reader.options(), reader.requiredArgument(), reader.flag("keep"));
    }

    @Override
    public String kind() {
        return KIND.word();
    }

    @Override
    public Duration defaultTimeout() {
        return Duration.ofMinutes(10);
    }

    @Override
    public String title() {
        return GateTitles.of(kind(), manifest);
    }

    @Override
    public String toString() {
        return options.on(kind()).unless(false, "keep", keep).argument(manifest).toString();
    }
}
