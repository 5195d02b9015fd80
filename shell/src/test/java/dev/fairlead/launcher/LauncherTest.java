package dev.fairlead.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("launcher")
final class LauncherTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a  b", "it's", "\"quoted\"", "$HOME", "*", "back\\slash", "new\nline"})
    void anArgumentArrivesUnchanged(String argument) throws Exception {
        Launcher.Ran ran = launcher().run("help", argument);
        assertEquals(2, ran.exitCode());
        assertTrue(ran.err().contains("\"" + argument.replace("\n", "\n       ") + "\""), ran::err);
    }

    /** Through a shell's file: a test's own JVM cannot pass such an argument on in the C locale. */
    @Test
    void anArgumentBeyondAsciiArrivesUnchangedInAnyLocale() throws Exception {
        Path call = home.resolve("call.sh");
        Files.writeString(call, "exec '" + Launcher.SCRIPT + "' help 'é ü'\n");
        Launcher.Ran ran = launcher().startedAs("/bin/sh").run(call.toString());
        assertEquals(2, ran.exitCode());
        assertTrue(ran.err().contains("\"é ü\""), ran::err);
    }

    @Test
    void theExitCodeOfTheLineIsTheLaunchers() throws Exception {
        assertEquals(0, launcher().run("exit").exitCode());
        assertEquals(41, launcher().run("exit", "41").exitCode());
        assertEquals(2, launcher().run("nosuchcommand").exitCode());
    }

    @Test
    void itStartsThroughChainsOfSymbolicLinksFromAnywhere() throws Exception {
        Path bin = Files.createDirectories(home.resolve("a bin"));
        Path first = Files.createSymbolicLink(bin.resolve("first"), Launcher.SCRIPT);
        Files.createSymbolicLink(bin.resolve("second"), first.getFileName());
        Path odd = Files.createDirectories(home.resolve("-odd * place"));
        Launcher.Ran ran =
                launcher().in(odd).startedAs(bin.resolve("second").toString()).run("version", "-o", "name");
        assertEquals(0, ran.exitCode(), ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash"})
    void anyShellRunsIt(String shell) throws Exception {
        String[] words = (shell + " " + Launcher.SCRIPT).split(" ");
        Launcher.Ran ran =
                launcher().startedAs("sh", "-c", "command -v " + words[0]).run();
        if (ran.exitCode() != 0) {
            System.out.println("skipped the launcher under " + shell + ": it is not installed");
            return;
        }
        assertEquals(0, launcher().startedAs(words).run("version").exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<&-", ">&-", "2>&-", "<&- >&- 2>&-"})
    void closedStreamsAreNoFailure(String closing) throws Exception {
        Launcher.Ran ran = launcher()
                .startedAs("sh", "-c", "exec \"$0\" \"$@\" " + closing, Launcher.SCRIPT.toString())
                .run("version");
        assertEquals(0, ran.exitCode(), ran.err());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void everyJdkThatIsInstalledRunsItWithoutAnArchiveWithOneAndWithABrokenOne(Path jdk) throws Exception {
        Launcher launcher = launcher().with("FAIRLEAD_JAVA_HOME", jdk.toString());
        Launcher.Ran plain = launcher.run("version", "-o", "json");
        Launcher.Ran trained = launcher.with("FAIRLEAD_ARCHIVE", "now").run("version", "-o", "json");
        assertEquals(0, plain.exitCode(), plain.err());
        assertEquals(plain, trained);
        assertTrue(new ObjectMapper().readTree(trained.out()).has("java"), trained.out());
        assertEquals(1, archives().size(), "no archive was made, or more than one");
        Path archive = archives().get(0);
        assertTrue(archive.toFile().setWritable(true));
        Files.writeString(archive, "no archive at all");
        assertEquals(plain, launcher.run("version", "-o", "json"));
    }

    /** What a training writes into the lock's directory is no owner's name. */
    @Test
    void startsDuringATrainingLeaveItAlone() throws Exception {
        Launcher launcher = launcher().with("FAIRLEAD_ARCHIVE", "now");
        Launcher.Running first = launcher.start("version");
        while (first.process().isAlive() && cached(".*/\\.lock/new.*").isEmpty()) {
            Thread.sleep(20);
        }
        Launcher.Running second = launcher.start("version");
        Launcher.Running third = launcher.start("version");
        for (Launcher.Running one : List.of(second, third, first)) {
            assertEquals(0, one.end().exitCode());
        }
        assertEquals(1, archives().size());
        assertEquals(List.of(), cached(".*\\.failed|.*/\\.lock"));
    }

    @Test
    void theLockOfATrainingThatWasKilledIsTakenWithAllThatItLeft() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String project = Launcher.SCRIPT.getParent().getParent().getParent().toString();
        Path lock = Files.createDirectories(
                home.resolve(".cache/fairlead/archives/" + project.substring(1).replace('/', '-') + "/.lock/home"));
        Files.writeString(lock.resolveSibling("new.aot.config"), "half of it");
        Files.createFile(lock.resolveSibling(String.valueOf(dead.pid())));
        Launcher launcher = launcher().with("FAIRLEAD_ARCHIVE", "now");
        assertEquals(0, launcher.run("version").exitCode());
        assertEquals(0, launcher.run("version").exitCode());
        assertEquals(1, archives().size());
        assertEquals(List.of(), cached(".*\\.failed|.*/\\.lock"));
    }

    @Test
    void aCacheThatCannotBeWrittenOnlyCostsSpeed() throws Exception {
        Files.writeString(home.resolve("file"), "");
        Launcher.Ran ran = launcher()
                .with("FAIRLEAD_ARCHIVE", "now")
                .with("XDG_CACHE_HOME", home.resolve("file/below").toString())
                .run("version", "-o", "json");
        assertEquals(0, ran.exitCode(), ran.err());
        assertEquals("", ran.err());
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String needed : List.of("readlink", "mkdir", "sh")) {
            Files.createSymbolicLink(bin.resolve(needed), Path.of("/bin", needed));
        }
        Launcher.Ran ran = launcher()
                .with("PATH", bin.toString())
                .with("FAIRLEAD_JVM_DIRECTORY", bin.toString())
                .run("version");
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().startsWith("error: no JDK 17 or newer"), ran.err());
        assertTrue(ran.err().contains("\nhint:  apt-get install"), ran.err());
    }

    @Test
    void aWorkingDirectoryThatIsGoneIsSaidToBe() throws Exception {
        String gone = "mkdir gone && cd gone && rmdir ../gone && exec '" + Launcher.SCRIPT + "' version";
        Launcher.Ran ran = launcher().startedAs("/bin/sh", "-c").run(gone);
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("error: the working directory is gone\nhint:  cd"), ran.err());
    }

    @Test
    void aChosenJdkThatDoesNotFitIsNamed() throws Exception {
        Launcher.Ran ran =
                launcher().with("FAIRLEAD_JAVA_HOME", home.toString()).run("version");
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains(home + " does not fit: no JDK is there"), ran.err());
    }

    private List<Path> archives() throws IOException {
        return cached(".*/[^/]+\\.(aot|jsa)");
    }

    private List<Path> cached(String pattern) throws IOException {
        Path cache = home.resolve(".cache/fairlead/archives");
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.toString().matches(pattern)).toList();
        } catch (UncheckedIOException e) {
            // A file that went meanwhile.
            return List.of();
        }
    }

    private Launcher launcher() {
        return new Launcher(home);
    }

    static Stream<Path> jdks() throws IOException {
        return Launcher.jdks();
    }
}
