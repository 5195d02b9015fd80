package dev.fairlead.command;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help of a command as plain text. */
final class HelpText {
    private HelpText() {}

    static String of(CommandLine line) {
        line.setUsageHelpWidth(100);
        line.setUsageHelpAutoWidth(false);
        line.getCommandSpec().usageMessage().sortOptions(false);
        return line.getUsageMessage(Ansi.OFF).stripTrailing();
    }
}
