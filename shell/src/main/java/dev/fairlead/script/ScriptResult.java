package dev.fairlead.script;

import java.time.Duration;

/**
 * How a script ended that did not fail.
 *
 * @param file as the user would type it
 * @param exitCode what it gave to {@code /exit}; zero where it ran to its end
 */
public record ScriptResult(String file, int exitCode, Duration took) implements ScriptAnswer {}
