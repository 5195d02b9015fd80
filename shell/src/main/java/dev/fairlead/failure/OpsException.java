package dev.fairlead.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An expected failure. The message says what was tried, on what, and why it did not work; details are further lines
 * (the tail of a log, a list of conflicts); each hint is a line that can be typed next.
 */
public class OpsException extends RuntimeException {
    private final FailureKind kind;
    private final List<String> details;
    private final List<String> hints;

    public OpsException(FailureKind kind, String message) {
        this(kind, message, List.of(), List.of(), null);
    }

    public OpsException(FailureKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, List.of(), List.of(), cause);
    }

    public OpsException(
            FailureKind kind, String message, List<String> details, List<String> hints, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.details = List.copyOf(details);
        this.hints = List.copyOf(hints);
    }

    /** The same failure with one more line to type next. */
    public OpsException hint(String hint) {
        return new OpsException(kind, message(), details, plus(hints, hint), getCause());
    }

    /** The same failure with further lines of evidence. */
    public OpsException details(List<String> lines) {
        return new OpsException(kind, message(), lines, hints, getCause());
    }

    /** What is read; empty where the user may not look, and whoever needs it to be there says so himself. */
    public static <T> Optional<T> unlessDenied(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (OpsException e) {
            if (e.kind() == FailureKind.DENIED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public final FailureKind kind() {
        return kind;
    }

    /** Never null, unlike {@link #getMessage()}. */
    public final String message() {
        return String.valueOf(getMessage());
    }

    public final List<String> details() {
        return details;
    }

    public final List<String> hints() {
        return hints;
    }

    /** What is known although it failed; it is printed as the line's result. */
    public Optional<Object> result() {
        return Optional.empty();
    }

    private static List<String> plus(List<String> list, String last) {
        List<String> all = new ArrayList<>(list);
        all.add(last);
        return all;
    }
}
