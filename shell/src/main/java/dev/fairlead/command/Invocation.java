package dev.fairlead.command;

import dev.fairlead.progress.AlternativeResult;
import dev.fairlead.progress.Fitted;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.render.OutputFormat;

/** A line that was understood: the command with its fields set, ready to run. */
public sealed interface Invocation {

    /** Runs a command. */
    record Run(String path, ShellCommand<?> command, OutputFormat format, boolean verbose) implements Invocation {
        public Object result(ProgressListener progress) {
            Object result = command.run(progress);
            return result == null ? Nothing.NOTHING : AlternativeResult.unwrapped(result);
        }
    }

    /** Shows a help text. */
    record Help(Fitted text) implements Invocation {}

    /** The result of a command that has none. */
    enum Nothing {
        NOTHING
    }
}
