package dev.fairlead.progress;

/** The result of a verb that has several kinds of results; its value is what is shown and kept. */
public interface AlternativeResult {
    Object value();

    /** The value itself, also of what is an alternative of an alternative. */
    static Object unwrapped(Object result) {
        return result instanceof AlternativeResult alternative ? unwrapped(alternative.value()) : result;
    }
}
