package dev.fairlead.terminal;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Java that a session understands beside its commands. */
public interface JavaLines extends AutoCloseable {
    /** Java is not understood. */
    JavaLines NONE = new JavaLines() {};

    /** Makes the first evaluation fast; called on a thread of its own. */
    default void warm() {}

    /** Whether suggestions can be made at once. */
    default boolean isReady() {
        return true;
    }

    /** Whether the text is the beginning of something longer. */
    default boolean incomplete(String text) {
        return false;
    }

    /**
     * Evaluates whole snippets in order; an interruption of the calling thread stops them.
     *
     * @param progress hears of what the services do meanwhile
     * @throws OpsException of kind INVALID where one does not compile, of kind SCRIPT where one throws
     */
    default List<Value> evaluate(String text, ProgressListener progress) {
        throw new OpsException(FailureKind.USAGE, "Java is not understood here").hint("help");
    }

    @Override
    default void close() {}

    /** Makes a command's result the value of {@code _}. */
    default void remember(@Nullable Object result) {}

    default List<Suggestion> suggestions(String text, int cursor) {
        return List.of();
    }

    /** How the method or constructor can be called whose arguments are at the cursor; waits for nothing. */
    default List<String> signatures(String text, int cursor) {
        return List.of();
    }

    /**
     * What a snippet gave.
     *
     * @param name the variable that holds it; empty for a statement
     * @param shown the value in one line
     */
    record Value(String name, String type, @Nullable Object value, String shown) {}

    /**
     * A way to go on.
     *
     * @param anchor where in the text the replaced part begins
     */
    record Suggestion(int anchor, String text, boolean matchesType) {}
}
