package dev.fairlead.gate;

import java.time.Duration;
import java.util.List;

/**
 * A program on this machine: exit code 0 passes, 75 (EX_TEMPFAIL) has no data, all others fail.
 *
 * @param line the program and its arguments, as on a line of the shell
 */
public record CommandGate(GateOptions options, String line) implements GateSpec {
    static GateSpec read(GateReader reader) {
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

    @Override
    public String kind() {
        return "command";
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
