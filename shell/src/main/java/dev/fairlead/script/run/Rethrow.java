package dev.fairlead.script.run;

import java.util.stream.Stream;

/** Takes exceptions on as they are, checked ones too: a script's own must reach whoever catches it unchanged. */
final class Rethrow {
    private Rethrow() {}

    /** Never returns; {@code throw on(failure)} tells the compiler. */
    static RuntimeException on(Throwable failure) {
        return Rethrow.<RuntimeException>unchecked(failure);
    }

    /** Adds to what another thread threw where it was waited for, so that both lines of the script are known. */
    static <X extends Throwable> X awaitedHere(X failure) {
        StackTraceElement[] here = new Throwable().getStackTrace();
        failure.setStackTrace(Stream.concat(Stream.of(failure.getStackTrace()), Stream.of(here))
                .toArray(StackTraceElement[]::new));
        return failure;
    }

    @SuppressWarnings("unchecked") // the compiler's rule is what is got around
    private static <X extends Throwable> RuntimeException unchecked(Throwable failure) throws X {
        throw (X) failure;
    }
}
