package dev.fairlead.failure;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Says in words what Java says of files by the exception's class alone. */
public final class Trouble {
    private Trouble() {}

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
}
