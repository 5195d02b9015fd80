package dev.fairlead.gate;

import java.time.Duration;
import java.util.List;

/**
 * A person must say yes. Not asked by {@link Gates}: the release waits for its promotion.
 *
 * @param question what the person is asked; empty for the usual question
 */
public record ApprovalGate(GateOptions options, String question) implements GateSpec {
    static final GateKind<ApprovalGate> KIND = new GateKind<>(
            "approval",
            ApprovalGate.class,
            GateSyntax.of("question", List.of(), "approval")
                    .without(GateOptions.NAMES.stream()
                            .filter(option -> !option.equals("name"))
                            .toList()),
            ApprovalGate::read,
            (gate, inputs) -> {
                throw new IllegalArgumentException("an approval is not asked by a check");
            });

    private static ApprovalGate read(GateReader reader) {
        return new ApprovalGate(reader.options(), reader.argument().orElse(""));
    }

    @Override
    public boolean isChecked() {
        return false;
    }

    @Override
    public String kind() {
        return KIND.word();
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
