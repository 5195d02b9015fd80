package dev.fairlead.command;

import dev.fairlead.render.OutputFormat;
import picocli.CommandLine.Option;

/** What every command understands. */
public final class StandardOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Print the result as ${COMPLETION-CANDIDATES}.")
    private OutputFormat output = OutputFormat.table;

    @Option(names = "--verbose", description = "Show the stack trace of a failure.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    public OutputFormat output() {
        return output;
    }

    public boolean verbose() {
        return verbose;
    }

    boolean help() {
        return help;
    }
}
