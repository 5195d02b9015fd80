package dev.fairlead.script.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transcripts of {@code script new} and {@code script list}. */
final class ShelfLinesTest {
    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home, Map.of(), home);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void everyTemplateMakesAScriptWithoutProblems() throws IOException {
        for (Template template : Template.values()) {
            Shell.Ran made = shell.run("script new " + template + " made/my-" + template);
            assertEquals(0, made.exitCode(), made.err());
            Path file = home.resolve("made/my-" + template + ".jsh");
            assertTrue(Files.isExecutable(file), file.toString());
            assertTrue(Files.readString(file).contains("run my-" + template + ".jsh"), file.toString());
            Shell.Ran checked = shell.run("script check made/my-" + template + ".jsh");
            assertEquals("made/my-" + template + ".jsh: no problems\n", checked.out(), checked.err());
        }
    }

    @Test
    void whatIsThereIsNeverOverwritten() throws IOException {
        Files.writeString(home.resolve("ship.jsh"), "println(1)");
        for (String line : new String[] {"script new ship", "script new empty ship.jsh"}) {
            Shell.Ran ran = shell.run(line);
            assertEquals(6, ran.exitCode(), ran.out());
            assertTrue(ran.err().startsWith("error: " + home.resolve("ship.jsh") + " is there already"), ran.err());
        }
        assertEquals("println(1)", Files.readString(home.resolve("ship.jsh")));
    }

    @Test
    void anUnknownTemplateIsToldWithThoseThatAre() {
        Shell.Ran ran = shell.run("script new shipp");
        assertEquals(2, ran.exitCode());
        assertEquals("""
                error: script new: TEMPLATE: there is no template shipp; there are empty, ship, canary, blue-green, \
                rollback, cleanup
                hint:  help script new
                """, ran.err());
    }

    @Test
    void aListHasTheFirstSentenceAndTheOptionsOfEachScript() throws IOException {
        Files.createDirectory(home.resolve("scripts"));
        Files.writeString(
                home.resolve("scripts/b.jsh"),
                "// Ships an app\n// to a cluster. And more.\nvar t = param(\"tag\").required().value();\nwords();");
        Files.writeString(home.resolve("scripts/a.jsh"), "this is(( no Java");
        Files.write(home.resolve("scripts/c.jsh"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.writeString(home.resolve("scripts/no.txt"), "");
        assertEquals("""
                FILE            DOES                              OPTIONS
                scripts/a.jsh
                scripts/b.jsh   Ships an app to a cluster         --tag TAG [WORD…]
                scripts/c.jsh   scripts/c.jsh is not UTF-8 text
                """, shell.run("script list").out().replaceAll("(?m) +$", ""));
        assertEquals(
                shell.run("script list").out(), shell.run("script list scripts").out());
        Shell.Ran missing = shell.run("script list nowhere");
        assertEquals(3, missing.exitCode());
        assertTrue(missing.err().startsWith("error: cannot list the scripts of " + home.resolve("nowhere")));
    }
}
