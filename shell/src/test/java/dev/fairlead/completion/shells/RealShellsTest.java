package dev.fairlead.completion.shells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real shells offer with the files in completions/. A shell that is not installed is named and left out. */
@Tag("launcher")
final class RealShellsTest {
    private static final Path PROJECT = Path.of(System.getProperty("fairlead.project"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aFirstWordIsCompleted(CompletionShell shell) throws Exception {
        assertEquals(Set.of("version"), candidates(shell, "vers"));
    }

    @ParameterizedTest
    @EnumSource
    void aSubcommandIsCompleted(CompletionShell shell) throws Exception {
        assertEquals(Set.of("undo"), candidates(shell, "rollout", "un"));
    }

    @ParameterizedTest
    @EnumSource
    void anOptionIsCompleted(CompletionShell shell) throws Exception {
        assertEquals(Set.of("--all"), candidates(shell, "image", "ls", "--al"));
    }

    @ParameterizedTest
    @EnumSource
    void allValuesOfAnOptionAreOffered(CompletionShell shell) throws Exception {
        assertEquals(Set.of("table", "wide", "json", "yaml", "name"), candidates(shell, "image", "ls", "--output", ""));
    }

    @ParameterizedTest
    @EnumSource
    void aPositionalParameterIsCompletedBehindAnOption(CompletionShell shell) throws Exception {
        assertEquals(Set.of("fish"), candidates(shell, "completion", "-o", "json", "fi"));
    }

    @ParameterizedTest
    @EnumSource
    void filesAreOfferedWhereAFileIsMeant(CompletionShell shell) throws Exception {
        Files.createFile(directory.resolve("first.yaml"));
        Files.createFile(directory.resolve("second.yaml"));
        Set<String> names = candidates(shell, "--kubeconfig", directory + "/f").stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        assertEquals(Set.of("first.yaml"), names);
    }

    @ParameterizedTest
    @EnumSource
    void whatAScriptAsksForIsOfferedBehindItsName(CompletionShell shell) throws Exception {
        String script = Files.writeString(directory.resolve("ship.jsh"), """
                var tag = param("tag").describe("the new tag").required().value();
                var zone = param("zone").choices("eu", "us").value();
                throw fail("it ran");
                """).toString();
        assertEquals(Set.of("--tag"), candidates(shell, "run", script, "--t"));
        assertEquals(
                Set.of("eu", "us"), candidates(shell, "script", "run", "--yes", script, "--tag", "v1", "--zone", ""));
        assertEquals(Set.of("--dry-run"), candidates(shell, "run", "--dr"));
    }

    private Set<String> candidates(CompletionShell shell, String... words) throws Exception {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, shell.name())));
        if (!installed) {
            System.out.println("skipped the completion of " + shell + ": it is not installed");
        }
        assumeTrue(installed, shell + " is not installed");
        List<String> command = new ArrayList<>(List.of(
                shell.name(),
                PROJECT.resolve("shell/src/test/resources/completion/candidates." + shell)
                        .toString(),
                PROJECT.resolve("completions").resolve(shell.fileName()).toString(),
                "fairlead"));
        command.addAll(List.of(words));
        return lines(command);
    }

    private Set<String> lines(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("TERM", "dumb");
        builder.environment().put("FAIRLEAD_ARCHIVE", "off");
        builder.environment()
                .merge("PATH", PROJECT.resolve("shell/bin").toString(), (path, own) -> own + File.pathSeparator + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
