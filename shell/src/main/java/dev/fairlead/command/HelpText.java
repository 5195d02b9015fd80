package dev.fairlead.command;

import dev.fairlead.progress.Fitted;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help of a command as plain text. */
final class HelpText {
    /** Picocli takes no less. */
    private static final int NARROWEST = 55;

    /** Follows the list of all commands; fits the narrowest screen. */
    private static final String LINES = """


            At the prompt, a line whose first word is a command
            is that command; any other is Java, as in
              var pods = cluster.pods("default")
            _ is the last result. Every command takes -o and --help.
              /java      every line is Java from here on;
                         /commands in it goes back
              /commands  every line is a command, so that
                         a mistyped one is no Java
              /mixed     both, as at the start
            help COMMAND explains one, e.g. help rollout undo.""";

    private HelpText() {}

    /** @param everything whether the words about lines follow */
    static Fitted of(CommandLine line, boolean everything) {
        return width -> {
            line.setUsageHelpWidth(Math.min(Fitted.USUAL_WIDTH, Math.max(NARROWEST, width)));
            line.setUsageHelpAutoWidth(false);
            line.getCommandSpec().usageMessage().sortOptions(false);
            return line.getUsageMessage(Ansi.OFF).stripTrailing() + (everything ? LINES : "");
        };
    }
}
