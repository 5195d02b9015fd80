package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program on this machine: exit code 0 passes, 75 (EX_TEMPFAIL) has no data, all others fail.
 *
 * @param line the program and its arguments, as on a line of the shell
 */
public record CommandGate(GateOptions options, String line) implements GateSpec {
    static final GateKind<CommandGate> KIND = new GateKind<>(
            "command",
            CommandGate.class,
            GateSyntax.of("line", List.of(), "command timeout=2m ./smoke.sh web"),
            CommandGate::read,
            CommandCheck::new);

    private static CommandGate read(GateReader reader) {
        String line = reader.requiredArgument();
        try {
            if (WordReader.words(line).isEmpty()) {
                throw new IllegalArgumentException("it names no program");
            }
        } catch (IllegalArgumentException e) {
            throw reader.wrong(String.valueOf(e.getMessage()));
        }
        return new CommandGate(reader.options(), line);
    }

    List<String> words() {
        return WordReader.words(line);
    }

    /**
     * The program and its arguments; of variables those alone have values that {@link GateSecrets} has put there.
     *
     * @throws OpsException of kind USAGE when one of them is not known
     */
    List<String> words(Map<String, String> known) {
        try {
            return words().stream()
                    .map(word -> word.contains("${" + GateSecrets.PREFIX)
                            ? GateVariables.resolved(word, "the command", known)
                            : word)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public boolean asksOutside(Settings settings) {
        return true;
    }

    @Override
    public void requireVariables(Map<String, String> known) {
        words(known);
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
        return GateTitles.of(kind(), line);
    }

    @Override
    public String toString() {
        return options.on(kind()).argument(line).toString();
    }
}
