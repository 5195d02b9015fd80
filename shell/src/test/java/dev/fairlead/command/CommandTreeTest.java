package dev.fairlead.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandTreeTest {
    @TempDir
    private Path home;

    @Test
    void aMistypedWordIsAnsweredWithTheNearestOne() {
        try (Shell shell = new Shell(home, Map.of())) {
            Shell.Ran ran = shell.run("versoin");
            assertEquals(2, ran.exitCode());
            assertEquals("""
                    error: no command is called "versoin"
                    hint:  version
                           help
                    """, ran.err());
        }
    }

    @Test
    void anUnknownOptionNamesTheCommandAndItsHelp() {
        try (Shell shell = new Shell(home, Map.of())) {
            Shell.Ran ran = shell.run("journal --lst 3");
            assertEquals(2, ran.exitCode());
            assertTrue(ran.err().contains("journal: unknown option"), ran.err());
            assertTrue(ran.err().contains("help journal"), ran.err());
        }
    }

    @Test
    void everyCommandHasADescriptionAndSoHasEveryOption() {
        try (Shell shell = new Shell(home, Map.of())) {
            check("", shell.wiring().commands().model());
        }
    }

    private static void check(String path, CommandModel model) {
        for (CommandModel.Option option : model.options()) {
            assertTrue(option.description().endsWith("."), path + " " + option);
        }
        for (CommandModel.Positional positional : model.positionals()) {
            assertTrue(positional.description().endsWith("."), path + " " + positional);
        }
        for (CommandModel sub : model.subcommands()) {
            assertTrue(sub.description().endsWith("."), path + " " + sub.name());
            check(path + " " + sub.name(), sub);
        }
    }
}
