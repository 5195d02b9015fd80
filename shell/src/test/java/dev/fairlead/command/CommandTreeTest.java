package dev.fairlead.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zzz             | there is no 'zzz' in a secret
            src=/etc/passwd | it has no id
            id=npm,source   | there is no 'source' in a secret
            """)
    void aSecretOfABuildThatCannotBeReadIsRefusedBeforeAnythingRuns(String secret, String why) {
        try (Shell shell = new Shell(home, Map.of())) {
            Shell.Ran ran = shell.run("build image . --secret " + secret);
            assertEquals(2, ran.exitCode());
            assertTrue(ran.err().contains("'" + secret + "' is no build secret: " + why), ran.err());
        }
    }

    @Test
    void aMistypedWordOfHelpIsAnsweredWithALineOfHelp() {
        try (Shell shell = new Shell(home, Map.of())) {
            assertEquals("""
                    error: rollout: no command is called "undoo"
                    hint:  help rollout undo
                           help rollout
                    """, shell.run("help rollout undoo").err());
        }
    }

    @Test
    void helpEndsWithHowLinesAreRead() {
        try (Shell shell = new Shell(home, Map.of())) {
            String help = shell.run("help").out();
            assertTrue(help.contains("/commands"), help);
            assertTrue(help.endsWith("e.g. help rollout undo.\n"), help);
            assertFalse(shell.run("help image").out().contains("/commands"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rollout status web | 'web' names no workload; write e.g. deployment/web",
                "rollout restart web | rollout restart: KIND/NAME: 'web' names no workload; write e.g. deployment/web",
                "image ls -o xml | invalid value for option '--output': 'xml' is none of table, wide, json, yaml, name",
                "rollout deploy a --image b --cpu 1xyz | '1xyz' is no quantity; write e.g. 250m, 2, 128Mi or 1Gi",
                "rollout deploy a --image b --port 99999 | '99999' is no port; ports are 1 to 65535",
                "rollout deploy a --image b --replicas -1 | '-1' is no number of pods; write 0 or more",
                "rollout deploy a --image 'Foo Bar' | 'Foo Bar' is no image reference",
                "journal --last x | invalid value for option '--last': 'x' is no whole number",
                "image login example.com | image login: no user was given",
            })
    void aWrongValueIsNamedInTheUsersWords(String line, String message) {
        try (Shell shell = new Shell(home, Map.of())) {
            Shell.Ran ran = shell.run(line);
            assertEquals(2, ran.exitCode(), ran.err());
            assertTrue(ran.err().contains(message), ran.err());
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
