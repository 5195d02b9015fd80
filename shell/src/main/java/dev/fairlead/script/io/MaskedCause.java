package dev.fairlead.script.io;

import org.jspecify.annotations.Nullable;

/** Stands for an exception whose words hold a secret; its place is kept, and its words are masked. */
final class MaskedCause extends RuntimeException {
    private final String words;

    /** @param words as the exception's own {@code toString} has them, masked */
    MaskedCause(String words, StackTraceElement[] stack, @Nullable Throwable cause) {
        super(words, cause);
        this.words = words;
        setStackTrace(stack);
    }

    @Override
    public String toString() {
        return words;
    }
}
