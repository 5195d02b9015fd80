package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.render.Screen;
import dev.fairlead.terminal.PipedLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipedLinesTest {
    @TempDir
    private Path home;

    @Test
    void commentsAndBlankLinesAreSkippedAndTheFirstFailureStops() {
        assertEquals("""
                exit 2
                version: development
                ---
                nothing found
                error: line 5: no command is called "versoin"
                hint:  version -o json
                       help
                """, piped("""
                # what runs

                version -o yaml
                journal
                versoin -o json
                help
                """));
    }

    @Test
    void exitEndsWithItsCode() {
        assertEquals("exit 3\n---\n", piped("exit 3\nversion\n"));
    }

    @Test
    void aLineGoesOnBehindABackslashAndInAnOpenQuote() {
        assertEquals("""
                exit 2
                ---
                error: line 3: cannot read the line: a quote (') is not closed
                """, piped("journal \\\n -o name\nhelp 'an\nopen quote\n").replace("nothing found\n", ""));
    }

    @Test
    void aWordThatIsNeitherACommandNorJavaIsAMistypedCommand() {
        assertEquals("""
                exit 2
                ---
                error: line 1: no command is called "frobnicate"
                hint:  help
                """, piped("frobnicate\n"));
    }

    @Test
    void nothingIsDoneWellWithNothing() {
        assertEquals("exit 0\n---\n", piped(""));
    }

    @Test
    void javaTellsOfAKubeconfigThatOthersCanReadToo() throws IOException {
        Path kubeconfig = Files.writeString(home.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: dev
                clusters: [{name: dev, cluster: {server: 'https://127.0.0.1:1'}}]
                contexts: [{name: dev, context: {cluster: dev, user: dev}}]
                users: [{name: dev, user: {token: t}}]
                """);
        Files.setPosixFilePermissions(kubeconfig, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals("""
                exit 0
                1
                1
                ---
                warning: Kubernetes configuration file is world-readable. This is insecure. Location: %s
                """.formatted(kubeconfig), piped("""
                System.out.println(cluster.contexts().size());
                System.out.println(cluster.contexts().size());
                """, Map.of("KUBECONFIG", kubeconfig.toString())));
    }

    private String piped(String lines) {
        return piped(lines, Map.of());
    }

    private String piped(String lines, Map<String, String> more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), false, false, () -> 100);
        try (Shell shell = new Shell(home, more)) {
            int exitCode = new PipedLines(shell.wiring().interpreter(false)).run(new StringReader(lines), screen);
            String shown = out.toString().replaceAll("java: .*\n", "");
            return "exit " + exitCode + "\n" + shown + "---\n" + err;
        }
    }
}
