package dev.fairlead.script.io;

import dev.fairlead.docker.DockerEngine;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where raw access leads; nothing of it connects or starts before it is used.
 *
 * @param variables what programs find in their environment instead of what the session has there
 * @param answers what is said in the place of what is asked
 */
public record ExternalAccess(
        Settings settings, DockerEngine engine, Supplier<Map<String, String>> variables, StubbedResponses answers) {
    /** Whatever is asked is asked. */
    public ExternalAccess(Settings settings, DockerEngine engine, Supplier<Map<String, String>> variables) {
        this(settings, engine, variables, StubbedResponses.NONE);
    }

    /** The same where these are said in the place of what is asked. */
    public ExternalAccess answering(StubbedResponses instead) {
        return new ExternalAccess(settings, engine, variables, instead);
    }

    /**
     * A line for {@code sh}, not run yet.
     *
     * @param dryRun whether it is only told, as what it changes is not known
     */
    public ShellLine line(String line, Secrets secrets, ProgressListener progress, boolean dryRun) {
        return new ShellLine(this, line, secrets, progress, dryRun);
    }
}
