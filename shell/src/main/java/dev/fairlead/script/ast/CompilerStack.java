package dev.fairlead.script.ast;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Where the compiler is asked. It goes down into expressions and blocks as deep as they nest, which a thread's stack
 * bounds, and what it makes of broken Java trips over its own checks at times.
 */
public final class CompilerStack {
    private static final ThreadLocal<Boolean> COMPILING = ThreadLocal.withInitial(() -> false);

    private CompilerStack() {}

    /**
     * A stream without what the compiler prints of its own failures, where it stands for {@code System.err} before the
     * compiler is first asked: many lines of a stack trace, which {@link #within} throws in words.
     */
    public static PrintStream quiet(PrintStream errors) {
        return new PrintStream(errors, true, StandardCharsets.UTF_8) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (!COMPILING.get()) {
                    super.write(bytes, offset, length);
                }
            }
        };
    }

    /**
     * What the compiler, or who goes through its trees, gives.
     *
     * @throws OpsException of kind INVALID where it is too deep, or the compiler fails itself
     */
    public static <T> T within(Supplier<T> compiling) {
        boolean before = COMPILING.get();
        COMPILING.set(true);
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
        } finally {
            COMPILING.set(before);
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
