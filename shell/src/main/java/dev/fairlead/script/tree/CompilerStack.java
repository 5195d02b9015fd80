package dev.fairlead.script.tree;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.function.Supplier;

/**
 * Where the compiler is asked. It goes down into expressions and blocks as deep as they nest, which a thread's stack
 * bounds, and what it makes of broken Java trips over its own checks at times.
 */
public final class CompilerStack {
    private CompilerStack() {}

    /**
     * What the compiler, or who goes through its trees, gives.
     *
     * @throws OpsException of kind INVALID where it is too deep, or the compiler fails itself
     */
    public static <T> T within(Supplier<T> compiling) {
        try {
            return compiling.get();
        } catch (StackOverflowError e) {
            throw tooDeep();
        } catch (IllegalStateException | InternalError e) {
            if (String.valueOf(e.getMessage()).contains(StackOverflowError.class.getName())) {
                throw tooDeep();
            }
            if (e instanceof InternalError || e.getCause() instanceof Error) {
                throw new OpsException(
                        FailureKind.INVALID,
                        "the compiler breaks down on this Java; most often a bracket is missing",
                        e);
            }
            throw e;
        }
    }

    /** Without its cause: that is thousands of lines of the compiler. */
    private static OpsException tooDeep() {
        return new OpsException(
                FailureKind.INVALID,
                "the Java nests too deeply for the compiler; give the parts of its longest expression names");
    }

    /** As {@link #within(Supplier)}, for what gives nothing. */
    public static void within(Runnable compiling) {
        within(() -> {
            compiling.run();
            return true;
        });
    }
}
