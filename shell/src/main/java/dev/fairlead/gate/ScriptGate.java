package dev.fairlead.gate;

import java.time.Duration;
import java.util.List;

/**
 * Java for the shell's own engine: its last value is true or false, or what {@code gate.pass}, {@code gate.fail} or
 * {@code gate.noData} return; what throws fails.
 *
 * @param source a file that ends in {@code .jsh}, else the snippets themselves
 */
public record ScriptGate(GateOptions options, String source) implements GateSpec {
    static final GateKind<ScriptGate> KIND = new GateKind<>(
            "script",
            ScriptGate.class,
            GateSyntax.of("source", List.of(), "script smoke.jsh").withCode(),
            ScriptGate::read,
            ScriptGateCheck::new);

    private static ScriptGate read(GateReader reader) {
        return new ScriptGate(reader.options(), reader.requiredArgument());
    }

    /** Whether the source is the name of a file. */
    public boolean isFile() {
        return source.endsWith(".jsh") && source.indexOf('\n') < 0;
    }

    @Override
    public String kind() {
        return KIND.word();
    }

    @Override
    public Duration defaultTimeout() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String title() {
        return GateTitles.of(kind(), source);
    }

    @Override
    public String toString() {
        return options.on(kind()).argument(source).toString();
    }
}
