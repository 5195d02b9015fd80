package dev.fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions on a dumb terminal: lines in, text out. */
final class PromptTranscriptTest {
    private static final Optional<SessionPlace> DEV = Optional.of(new SessionPlace("dev", "default"));

    @TempDir
    private Path directory;

    @Test
    void aSessionOfCommandsAndJava() throws IOException {
        transcript(DEV, """
                say 'two words' more
                say "open
                quote"
                say on \\
                more
                # a comment

                sya hello
                int twice(int n) {
                  return 2 * n; }
                cluster info
                cluster ping
                """, """
                fairlead: Tab completes, help explains, Ctrl-D leaves · no Docker engine: /no/docker.sock is not there
                fairlead dev/default> said two words|more
                fairlead dev/default> said open
                quote
                fairlead dev/default> said on|more
                fairlead dev/default> fairlead dev/default> fairlead dev/default> error: no command is called "sya"
                hint:  say hello
                       help
                fairlead dev/default> $1 ==> 2 lines of Java
                fairlead dev/default> error: context dev: https://dev does not answer
                fairlead dev/default !unreachable> it answers
                fairlead dev/default>\s
                """);
    }

    @Test
    void modesSayWhatTheyAreAndHowToLeaveThem() throws IOException {
        transcript(Optional.empty(), """
                java
                say;
                /commands
                1 + 1
                /mixed
                1 + 1
                /nonsense
                wat
                exit
                """, """
                fairlead: Tab completes, help explains, Ctrl-D leaves · no Docker engine: /no/docker.sock is not there · no cluster: no kubeconfig names one
                fairlead (no cluster)> Every line is Java. /mixed leads back, /commands to commands only, /exit leaves.
                fairlead (no cluster) [java]> $1 ==> 1 lines of Java
                fairlead (no cluster) [java]> Every line is a command. /mixed leads back, java to Java only, exit leaves.
                fairlead (no cluster) [commands]> error: no command is called "1"
                hint:  help
                fairlead (no cluster) [commands]> A line whose first word is a command runs it; any other line is Java.
                fairlead (no cluster)> $1 ==> 1 lines of Java
                fairlead (no cluster)> error: there is no /nonsense; there are /java, /commands, /mixed, /help and /exit
                hint:  /help
                fairlead (no cluster)> error: no command is called "wat"
                hint:  wait
                       help
                fairlead (no cluster)>\s
                """);
    }

    @Test
    void historyIsForItsOwnerOnlyAndKeepsNoSecrets() throws IOException {
        session(DEV, "say kept\n say hidden\nsay --password hunter2\nimage login here -p hunter2\nsay last\n");
        Path history = directory.resolve("history");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
        assertEquals("say kept\nsay last\n", Files.readString(history));
    }

    @Test
    void aDirectoryThatCannotBeWrittenCostsTheHistoryOnly() throws IOException {
        Files.createDirectory(directory.resolve("history"));
        String text = session(DEV, "say still here\n");
        assertTrue(text.contains("history is not kept: cannot write "), text);
        assertTrue(text.contains("said still|here"), text);
        assertFalse(text.contains("Exception"), text);
    }

    private void transcript(Optional<SessionPlace> place, String typed, String expected) throws IOException {
        assertEquals(expected, session(place, typed).strip() + (expected.endsWith("> \n") ? " \n" : "\n"));
    }

    private String session(Optional<SessionPlace> place, String typed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        try (Terminal terminal = new DumbTerminal("test", Terminal.TYPE_DUMB, in, out, StandardCharsets.UTF_8)) {
            new Prompt(PromptTestMain.parts(directory, place), terminal, 60_000).run();
        }
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace("\r", "");
    }
}
