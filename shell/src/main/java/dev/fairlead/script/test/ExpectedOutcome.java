package dev.fairlead.script.test;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a script ends: {@code ok}, or its failure's family, by the name of its exit code.
 *
 * @param exitCode the process's
 */
public record ExpectedOutcome(int exitCode) {
    public static final ExpectedOutcome WELL = new ExpectedOutcome(0);
    private static final String OK = "ok";
    private static final int MOST = 255;

    public static ExpectedOutcome of(FailureKind kind) {
        return new ExpectedOutcome(kind.exitCode());
    }

    /**
     * Reads {@code ok}, a family such as {@code image} or {@code not-found}, or an exit code.
     *
     * @throws OpsException of kind USAGE
     */
    public static ExpectedOutcome parse(String text) {
        if (text.equals(OK)) {
            return WELL;
        }
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= MOST) {
            return new ExpectedOutcome(Integer.parseInt(text));
        }
        String word = text.toLowerCase(Locale.ROOT).replaceFirst("^rollout[- _]", "");
        return kinds().filter(kind -> word(kind).equals(word))
                .findFirst()
                .map(ExpectedOutcome::of)
                .orElseThrow(() -> none(text));
    }

    private static OpsException none(String text) {
        OpsException failure = new OpsException(
                FailureKind.USAGE,
                "\"" + text + "\" is no outcome; write ok, an exit code, or one of " + String.join(", ", words()));
        List<String> known = new ArrayList<>(words());
        known.add(OK);
        for (String near : NearestNames.to(text, known, 1)) {
            failure = failure.hint("--expect " + near);
        }
        return failure;
    }

    /** Every family's name. */
    static List<String> words() {
        return kinds().map(ExpectedOutcome::word).toList();
    }

    private static Stream<FailureKind> kinds() {
        return Stream.of(FailureKind.values());
    }

    private static String word(FailureKind kind) {
        return kind.name()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^rollout_", "")
                .replace('_', '-');
    }

    public boolean isWell() {
        return exitCode == 0;
    }

    /** As it is typed. */
    @JsonValue
    @Override
    public String toString() {
        Optional<FailureKind> known =
                kinds().filter(kind -> kind.exitCode() == exitCode).findFirst();
        return isWell() ? OK : known.map(ExpectedOutcome::word).orElse(Integer.toString(exitCode));
    }

    /** With the code, for messages. */
    String shown() {
        return isWell() ? OK : this + " (exit code " + exitCode + ")";
    }
}
