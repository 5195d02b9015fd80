package dev.fairlead.gate;

import java.time.Duration;

/**
 * A person must say yes. Not asked by {@link Gates}: the release waits for its promotion.
 *
 * @param question what the person is asked; empty for the usual question
 */
public record ApprovalGate(GateOptions options, String question) implements GateSpec {
    static GateSpec read(GateReader reader) {
        return new ApprovalGate(reader.options(), reader.argument().orElse(""));
    }

    @Override
    public String kind() {
        return "approval";
    }

    @Override
    public Duration defaultTimeout() {
        return Duration.ZERO;
    }

    @Override
    public String title() {
        return kind();
    }

    @Override
    public String toString() {
        return options.on(kind()).argument(question).toString();
    }
}
