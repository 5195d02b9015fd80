package dev.fairlead.command.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transcripts of lines about scripts. */
final class ScriptCommandsTest {
    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home, Map.of());
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void runPrintsWhatTheScriptPrintsAndNothingElse() throws IOException {
        Path script = write("println(\"hello \" + args[0]); log(\"talk\")\nSystem.out.println(\"bye\")\n");
        Shell.Ran ran = shell.run(List.of("run", script.toString(), "you"));
        assertEquals("hello you\nbye\n", ran.out());
        assertEquals("talk\n", ran.err());
        assertEquals(0, ran.exitCode());
    }

    @Test
    void wordsAfterTheFileAreTheScriptsOwn() throws IOException {
        Path script = write("println(String.join(\"|\", args))");
        Shell.Ran ran = shell.run(List.of("script", "run", script.toString(), "--help", "-o", "json", "a b", "--"));
        assertEquals("--help|-o|json|a b|--\n", ran.out());
        assertTrue(shell.run("run --help").out().contains("Run a saved script"));
    }

    @Test
    void helpIsReadFromTheScriptAndNothingOfItRuns() throws IOException {
        Path script = write("""
                #!/usr/bin/env -S fairlead run
                // Ships an app. // Quickly.
                //
                //     fairlead run ship.jsh --tag v3

                // no part of it
                println("never");
                var tag = param("tag").required().describe("the new " + "tag").matching("v\\\\d+").value();
                var source = param("--source")
                        .otherwise(scriptDirectory().resolve("sample"))   // a comment
                        .describe("the directory").value();
                var count = param("replicas").otherwise(2).number();
                if (param("dry-run").flag()) { words().forEach(word -> println(word)); }
                """);
        Shell.Ran ran = shell.run(List.of("run", script.toString(), "web", "--help"));
        assertEquals("""
                run FILE --tag TAG [--source SOURCE] [--replicas REPLICAS] [--dry-run] [WORD…]

                Ships an app. // Quickly.

                    fairlead run ship.jsh --tag v3

                  --tag TAG            the new tag; required; matches v\\d+
                  --source SOURCE      the directory; otherwise scriptDirectory().resolve("sample")
                  --replicas REPLICAS  otherwise 2
                  --dry-run
                """.replace("FILE", script.toString()), ran.out());
        assertEquals(0, ran.exitCode());
        String plain = write("println(1)").toString();
        assertEquals(
                "run " + plain + "\n",
                shell.run(List.of("run", plain, "--help")).out());
        String words = write("println(args[1])").toString();
        assertEquals(
                "--help\n", shell.run(List.of("run", words, "--", "--help")).out());
    }

    @Test
    void aScriptsOwnOptionsAreOfferedWithoutRunningIt() throws IOException {
        Files.writeString(home.resolve("part.jsh"), "var zone = param(\"zone\").choices(\"eu\", \"us\").value();\n");
        String script = write("""
                var tag = param("tag").describe("the new tag").required().value();
                Files.writeString(scriptDirectory().resolve("ran"), tag);
                /open part.jsh
                """).toString();
        assertEquals(
                """
                --tag\tthe new tag
                --zone\t
                """, shell.run(List.of("__complete", "run", script, "--")).out().replaceAll("--(?!tag|zone).*\n", ""));
        assertEquals(
                "eu\t\nus\t\n",
                shell.run(List.of("__complete", "script", "run", script, "--tag", "v1", "--zone", ""))
                        .out());
        assertEquals(
                "\n",
                shell.run(List.of("__complete", "run", script, "--nothing")).out());
        assertFalse(Files.exists(home.resolve("ran")));
        assertFalse(shell.run("help").out().contains("__complete"));
    }

    @Test
    void aDirectoryIsNamedByItsPath() {
        String here = Path.of("").toAbsolutePath().toString();
        assertTrue(shell.run(List.of("run", ".")).err().startsWith("error: " + here + " is a directory"));
    }

    @Test
    void exitGivesTheLinesExitCode() throws IOException {
        Path script = write("println(1)\n/exit 42\n");
        assertEquals(42, shell.run(List.of("run", script.toString())).exitCode());
    }

    @Test
    void escapeSequencesFromOutsideAreSpeltOut() throws IOException {
        Path script = write("println(\"\\u001b[31mred\"); System.out.println(\"\\u001b[1mown\")");
        assertEquals(
                "^[[31mred\n\u001b[1mown\n",
                shell.run(List.of("run", script.toString())).out());
    }

    @Test
    void aFailureShowsTheScriptsLineAndNoStackTrace() throws IOException {
        Path script = write("int half(int n) {\n\treturn n / 0;\n}\n\nhalf(1)\n");
        Shell.Ran ran = shell.run(List.of("run", script.toString()));
        assertEquals(10, ran.exitCode());
        assertEquals("""
                error: FILE:2: ArithmeticException: / by zero
                     2 |     return n / 0;
                  called from FILE:5
                """.replace("FILE", script.toString()), ran.err());
    }

    @Test
    void checkListsAllProblemsOnStandardOutput() throws IOException {
        Path script = write("int a = \"x\";\nint b = 2;\n\tnowhere(b);\n");
        Shell.Ran ran = shell.run(List.of("script", "check", script.toString()));
        assertEquals(7, ran.exitCode());
        assertEquals("""
                FILE:1:9: incompatible types: String cannot be converted to int
                    int a = "x";
                            ^
                FILE:3:2: cannot find symbol: method nowhere(int)
                        nowhere(b);
                        ^
                """.replace("FILE", script.toString()), ran.out());
        assertEquals("error: 2 problems in " + script + "\n", ran.err());
    }

    @Test
    void theScriptsThatComeWithFairleadCompile() throws IOException {
        Path directory = Path.of(System.getProperty("fairlead.project"), "scripts")
                .toAbsolutePath()
                .normalize();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".jsh"))
                    .sorted()
                    .toList();
            assertEquals(7, scripts.size());
            for (Path script : scripts) {
                assertTrue(Files.isExecutable(script), script.toString());
                Shell.Ran ran = shell.run(List.of("script", "check", script.toString()));
                assertEquals(script + ": no problems\n", ran.out(), ran.err());
            }
        }
    }

    private Path write(String source) throws IOException {
        return Files.writeString(home.resolve("test.jsh"), source);
    }
}
