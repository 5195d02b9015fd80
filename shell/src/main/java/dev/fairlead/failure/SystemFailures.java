package dev.fairlead.failure;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in words what Java says of files and memory by the exception's class alone. */
public final class SystemFailures {
    private SystemFailures() {}

    /** Why a file could not be read or written, e.g. {@code permission denied}; names no path. */
    public static String why(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (failure instanceof FileSystemLoopException) {
            return "too many levels of symbolic links";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is no UTF-8 text";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** A heap that is full, where that is what a failure comes from: compilers hide it in errors of their own. */
    public static Optional<OpsException> ofMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return Optional.of(ofHeap("out of memory: the heap of " + heapMegabytes() + " MB is full", failure));
            }
        }
        return Optional.empty();
    }

    /**
     * Looks whether the heap can be enough for a work at all.
     *
     * @param doing e.g. {@code compile Java}
     * @throws OpsException of kind FAILED when it cannot
     */
    public static void requireHeap(String doing, int megabytes) {
        if (heapMegabytes() < megabytes) {
            throw ofHeap("cannot " + doing + ": the heap of " + heapMegabytes() + " MB is too small", null);
        }
    }

    private static OpsException ofHeap(String message, @Nullable Throwable cause) {
        return new OpsException(FailureKind.FAILED, message, cause)
                .hint("export FAIRLEAD_OPTS=-Xmx" + Math.max(256, 2 * heapMegabytes()) + "m");
    }

    private static long heapMegabytes() {
        return Runtime.getRuntime().maxMemory() >> 20;
    }
}
