package dev.fairlead.script.io;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.Invalid;
import dev.fairlead.failure.OpsException;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A program that ended.
 *
 * @param line as it was run, with its secrets masked
 * @param exitCode 128 and the signal's number where a signal ended it
 * @param out all of its standard output as UTF-8, secrets and line ends included
 * @param err all of its standard error
 */
public record ProgramResult(String line, int exitCode, String out, String err, Duration took) {
    /** Whether it ended with 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Its standard output without white space around it. */
    public String text() {
        return out.strip();
    }

    /** The lines of its standard output. */
    public List<String> lines() {
        return out.lines().toList();
    }

    /**
     * Its standard output as JSON.
     *
     * @throws Invalid when it is none
     */
    public JsonNode json() {
        try {
            return JsonTree.read(out);
        } catch (IOException e) {
            throw new Invalid(new OpsException(
                    FailureKind.INVALID,
                    "the output of " + line + " is no JSON: " + firstLine(String.valueOf(e.getMessage())),
                    e));
        }
    }

    /** Names the program only: its output may hold secrets. */
    @Override
    public String toString() {
        return line + ": exit code " + exitCode;
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
