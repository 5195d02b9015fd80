package dev.fairlead.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.UserFile;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A gate as it is typed: {@code KIND option=value … [argument]}. Words of the form {@code name=value} after the kind
 * are options, their values quoted as on a line of the shell; all behind them, or behind {@code --}, is the argument.
 * As JSON it is that text. Its kind, by the first word, knows who checks it ({@link GateKinds}).
 */
public interface GateSpec {

    /**
     * Reads a gate.
     *
     * @throws dev.fairlead.failure.OpsException of kind USAGE that names the gate and shows a right one
     */
    @JsonCreator
    static GateSpec parse(String text) {
        GateText read = GateText.of(text);
        return GateKinds.of(read).read(read);
    }

    /**
     * Reads a YAML list of gates: each is the text that {@link #parse} reads, or a map of its kind to its options and
     * argument, e.g. {@code http: {path: /healthz, status: 200}}.
     *
     * @param file how messages name the text
     * @throws dev.fairlead.failure.OpsException of kind USAGE that names the line
     */
    static List<GateSpec> parseAll(String yaml, String file) {
        return new GateFile(file).read(yaml);
    }

    /**
     * The same of a file.
     *
     * @throws dev.fairlead.failure.OpsException of kind NOT_FOUND when it cannot be read, INVALID or USAGE when a gate is
     *     none
     */
    static List<GateSpec> parseFile(Path file) {
        try {
            return parseAll(UserFile.text(file), file.toString());
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.NOT_FOUND, "cannot read the gates in " + file + ": " + SystemFailures.why(e), e);
        }
    }

    /** The first word. */
    String kind();

    /** What all kinds of gates have. */
    GateOptions options();

    /** How long one try may take where the gate does not say. */
    Duration defaultTimeout();

    /** What it asks, in a few words. */
    String title();

    /** How it is called in messages: what {@code name=} says, else its title. */
    default String name() {
        return options().name().orElseGet(this::title);
    }

    /** How long one try may take. */
    default Duration timeout() {
        return options().timeout().orElseGet(this::defaultTimeout);
    }

    /** Whether a check answers it, else a person does. */
    default boolean isChecked() {
        return true;
    }

    /** Whether what it asks lies outside of the cluster. */
    default boolean asksOutside(Settings settings) {
        return false;
    }

    /**
     * Looks whether all variables that its text names are set.
     *
     * @throws dev.fairlead.failure.OpsException of kind USAGE that names one which is not
     */
    default void requireVariables(Map<String, String> known) {}

    /** As it is typed; reading it gives an equal gate. */
    @JsonValue
    @Override
    String toString();
}
