package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.fairlead.Fuzz;
import dev.fairlead.Shell;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.script.ast.SnippetForm;
import dev.fairlead.script.ast.SnippetParser;
import dev.fairlead.script.source.DeclaredOptions;
import dev.fairlead.script.source.JavaText;
import dev.fairlead.script.source.ScriptFiles;
import dev.fairlead.script.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuzzedScriptsTest {
    @TempDir
    private Path home;

    @Test
    void texts() {
        Fuzz.texts("script", 3, text -> {
            SourceText source = ScriptFiles.source("a.jsh", text);
            JavaText.open(text);
            DeclaredOptions.of(source.text());
            SnippetParser.parse(SnippetForm.STATEMENT, Map.of(0, text));
        });
    }

    /** As a user has a script checked and laid out: what is printed is never that fairlead failed itself. */
    @Test
    void scripts() {
        Path file = home.resolve("a.jsh");
        try (Shell shell = new Shell(home, Map.of(), home)) {
            Fuzz.texts("script", 40, text -> {
                Files.write(file, text.getBytes(StandardCharsets.UTF_8));
                for (String verb : List.of("check", "fmt")) {
                    Shell.Ran ran = shell.run(List.of("script", verb, "a.jsh"));
                    assertNotEquals(FailureKind.USAGE.exitCode(), ran.exitCode(), ran.err());
                    assertFalse(ran.err().contains("fairlead itself failed"), ran.err());
                }
            });
        }
    }
}
