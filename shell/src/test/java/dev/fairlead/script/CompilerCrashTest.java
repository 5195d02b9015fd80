package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some compilers fail on a value of an intersection type, and print a stack trace. */
final class CompilerCrashTest {
    @TempDir
    private Path directory;

    @Test
    void aCompilerThatFailsIsToldOfInWordsAlone() throws Exception {
        Path script = Files.writeString(directory.resolve("test.jsh"), """
                System.err.println("begun");
                var mixed = List.of(1, "two", 3.0);
                System.out.println(mixed.get(1));
                """);
        ScriptProcess process = new ScriptProcess(directory, ScriptProcess.environment(directory));
        process.start("run", script.toString());
        assertEquals(process.end() == 0 ? "begun\ntwo\n" : """
                        begun
                        error: the compiler of this JDK fails on this snippet
                          at %s:3
                             3 | System.out.println(mixed.get(1));
                        """.formatted(script), process.printed());
    }
}
