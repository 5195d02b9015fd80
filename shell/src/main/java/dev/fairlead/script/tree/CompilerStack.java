package dev.fairlead.script.tree;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.function.Supplier;

/** The compiler goes down into expressions and blocks as deep as they nest, which a thread's stack bounds. */
public final class CompilerStack {
    private CompilerStack() {}

    /**
     * What the compiler, or who goes through its trees, gives.
     *
     * @throws OpsException of kind INVALID where it is too deep
     */
    public static <T> T within(Supplier<T> compiling) {
        try {
            return compiling.get();
        } catch (StackOverflowError e) {
            // Nothing of it is shown: its trace is thousands of lines of the compiler.
            throw new OpsException(
                    FailureKind.INVALID,
                    "the Java nests too deeply for the compiler; give the parts of its longest expression names");
        }
    }

    /** As {@link #within(Supplier)}, for what gives nothing. */
    public static void within(Runnable compiling) {
        within(() -> {
            compiling.run();
            return true;
        });
    }
}
