package dev.fairlead.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlacedHintsTest {
    /** Every text of the sources that begins as a line of one of these groups does. */
    private static final Pattern LINE = Pattern.compile("\"((?:cluster|rollout) [a-z][^\"]*)\"");

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cluster apply -f m.yaml -n depl | cluster apply -f m.yaml --force-conflicts | cluster apply -f m.yaml --force-conflicts -n depl
            cluster apply -f m.yaml --namespace=depl --context dev --dry-run | cluster apply -f m.yaml --force-conflicts | cluster apply -f m.yaml --force-conflicts -n depl --context dev --dry-run
            cluster apply -f m.yaml -ndepl --dry-run | cluster get deployment/web -o yaml | cluster get deployment/web -o yaml -n depl
            rollout status deployment/web -n depl | rollout undo deployment/web -n other | rollout undo deployment/web -n other
            rollout status deployment/web -n depl --context dev | cluster get deployments -A | cluster get deployments -A --context dev
            rollout deploy web --image i -n depl | rollout deploy web --image i --port 8080 … | rollout deploy web --image i --port 8080 -n depl …
            cluster get pods -n depl | cluster contexts | cluster contexts
            cluster get pods --context dev | cluster kinds | cluster kinds --context dev
            cluster get pods -n depl | help cluster get | help cluster get
            cluster get pods -n depl | sudo systemctl start docker | sudo systemctl start docker
            cluster get pods -n depl | correct the file's line 3 | correct the file's line 3
            cluster get pods -n depl | fairlead cluster get pods -A --context x | fairlead cluster get pods -A --context x
            cluster get pods -n 'a b' | cluster get pods | cluster get pods -n 'a b'
            cluster get pods | rollout status | rollout status
            """)
    void aHintActsWhereTheLineActed(String line, String hint, String placed) {
        try (Shell shell = new Shell(home, Map.of())) {
            assertEquals(List.of(placed), placed(shell, line, hint));
        }
    }

    /** What a command takes of the place is added to it, whatever the rest of the hint is put together from. */
    @Test
    void everyLineThatTheSourcesSuggestIsPlaced() throws IOException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> sources =
                Files.walk(Path.of(System.getProperty("fairlead.project"), "shell/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher found = LINE.matcher(Files.readString(source));
                while (found.find()) {
                    lines.add(found.group(1));
                }
            }
        }
        try (Shell shell = new Shell(home, Map.of())) {
            CommandModel tree = shell.wiring().commands().model();
            int asked = 0;
            for (String line : lines) {
                if (hasPlace(tree, line.split(" "))) {
                    asked++;
                    String placed = placed(shell, "rollout status -n depl --context dev", line)
                            .get(0);
                    assertTrue(placed.contains("--context dev"), placed);
                    assertTrue(placed.contains("-n ") || placed.contains(" -A"), placed);
                }
            }
            assertTrue(asked > 25, asked + " of " + lines);
        }
    }

    private static boolean hasPlace(CommandModel tree, String[] words) {
        CommandModel at = tree;
        for (String word : words) {
            Optional<CommandModel> next = at.subcommand(word);
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
        }
        return at.subcommands().isEmpty()
                && at.options().stream().anyMatch(option -> option.names().contains("--context"))
                && at.options().stream().anyMatch(option -> option.names().contains("-n"));
    }

    private static List<String> placed(Shell shell, String line, String hint) {
        OpsException failure = new OpsException(FailureKind.FAILED, "no").hint(hint);
        return shell.wiring().commands().placed(LineParser.words(line), failure).hints();
    }
}
