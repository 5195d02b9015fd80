package dev.fairlead.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void theFirstWordThatIsNoCommandIsTheOneThatIsTold() {
        try (Shell shell = new Shell(home, Map.of())) {
            Shell.Ran ran = shell.run("cluster create ns foo");
            assertEquals(2, ran.exitCode());
            assertEquals("""
                    error: cluster: no command is called "create"
                    hint:  kubectl create ns foo
                           help cluster
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

    /** Words that another program hands over are no line: nobody has looked at their quotes. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            cluster,get,pods,|,grep,x  ! a line has no pipes yet
            cluster,get,pods,>,file    ! a line cannot write to a file yet
            version,&&,cluster,ns      ! a line is one command
            cluster,info,;,version     ! a line is one command
            """)
    void aWordThatIsAnOperatorIsRefused(String words, String why) {
        try (Shell shell = new Shell(home, Map.of())) {
            Shell.Ran ran = shell.run(List.of(words.split(",")));
            assertEquals(2, ran.exitCode());
            assertTrue(ran.err().contains(why), ran.err());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get pods                                | cluster get pods
            kubectl get pods -o wide                | cluster get pods -o wide
            kubectl rollout status deployment/web   | rollout status deployment/web
            kubectl describe pod web                | kubectl describe pod web
            cluster describe pod web                | kubectl describe pod web
            cluster scale deployment/web --replicas=3 | kubectl scale deployment/web --replicas=3
            cluster create namespace x              | kubectl create namespace x
            rollout logs deployment/web             | cluster logs deployment/web
            docker pull busybox:1.35                | image pull busybox:1.35
            docker ps -a                            | docker ps -a
            helm upgrade web chart                  | helm upgrade web chart
            quit                                    | exit
            image delete busybox:1.35               | image rm busybox:1.35
            """)
    void aWordOfAnotherToolIsAnsweredWithTheLineThatDoesIt(String line, String hint) {
        try (Shell shell = new Shell(home, Map.of())) {
            Shell.Ran ran = shell.run(line);
            assertEquals(2, ran.exitCode());
            assertTrue(ran.err().contains("\nhint:  " + hint + "\n"), ran.err());
        }
    }

    @Test
    void everyHelpFitsANarrowScreen() {
        try (Shell shell = new Shell(home, Map.of())) {
            fits(shell.wiring().commands(), List.of(), shell.wiring().commands().model());
        }
    }

    private static void fits(CommandTree tree, List<String> path, CommandModel command) {
        List<String> wide = tree.help(path)
                .text(60)
                .lines()
                .filter(line -> line.length() > 60)
                .toList();
        assertEquals(List.of(), wide, () -> "help " + String.join(" ", path));
        for (CommandModel below : command.subcommands()) {
            List<String> words = new ArrayList<>(path);
            words.add(below.name());
            fits(tree, words, below);
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
