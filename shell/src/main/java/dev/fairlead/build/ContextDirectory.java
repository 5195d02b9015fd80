package dev.fairlead.build;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;

/** A build context as typed: a local directory. */
public record ContextDirectory(Path path) {

    /** @throws OpsException of kind USAGE when it is a URL or standard input */
    public static ContextDirectory parse(String text, Settings settings) {
        if (text.equals("-")) {
            throw new OpsException(
                    FailureKind.USAGE, "a build context from standard input is not supported; name a directory");
        }
        if (text.matches("(?s)(https?|git|ssh)://.*|git@.*|github\\.com/.*")) {
            throw new OpsException(
                    FailureKind.USAGE, "'" + text + "' is remote; fetch it first and name the local directory");
        }
        return new ContextDirectory(settings.path(text));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
