package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.script.replay.CompiledWith;
import dev.fairlead.script.replay.Recording;
import dev.fairlead.script.replay.Recordings;
import dev.fairlead.script.source.ScriptFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that are run again. */
final class ReplayTest {
    @TempDir
    private Path directory;

    private final StringBuilder printed = new StringBuilder();
    private Path cache;
    private Recordings recordings;
    private ScriptFiles files;
    private Path script;

    @BeforeEach
    void make() {
        cache = directory.resolve("cache");
        recordings = new Recordings(cache.resolve("scripts"));
        files = new ScriptFiles(directory);
        script = directory.resolve("test.jsh");
    }

    @Test
    void theSecondRunIsTheRecordingAndNotTheText() throws IOException {
        write("println(\"compiled\")\n");
        run();
        Recording recording = recorded().orElseThrow();
        Map<String, byte[]> classes = new HashMap<>(recording.classes());
        classes.replaceAll((name, bytes) -> new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("compiled", "replayed")
                .getBytes(StandardCharsets.ISO_8859_1));
        recordings.keep(
                script,
                files.read(script),
                new Recording(recording.sources(), classes, recording.steps(), recording.lines()));
        run();
        assertEquals("compiled\nreplayed\n", printed.toString());
    }

    @Test
    void argumentsParametersAndTheServicesAreThoseOfTheNewRun() throws IOException {
        write("""
                var tag = param("tag").otherwise("none").value();
                println(tag + " " + words() + " " + args.length + " " + scriptDirectory().getFileName());
                if (words().isEmpty()) println("nobody"); else println("somebody");
                cluster.contexts().size()
                /exit words().size()
                """);
        assertEquals(0, run().exitCode());
        assertTrue(recorded().isPresent());
        assertEquals(2, run("--tag", "v2", "a", "b").exitCode());
        String name = directory.getFileName().toString();
        assertEquals("none [] 0 " + name + "\nnobody\nv2 [a, b] 4 " + name + "\nsomebody\n", printed.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "println(1)\nif (args.length == 0) throw new IllegalStateException(\"boom\");",
                "int of(int n) {\n\n  return 10 / n;\n}\nvoid outer() {\n  of(args.length);\n}\n// x\nouter();",
                "List.of(0, 1).forEach(i -> {\n  int z = 10 /\n      (i + args.length);\n})",
                "class A {\n  class B {\n    B() {\n      if (args.length == 0) throw new RuntimeException(\"in\");\n"
                        + "    }\n  }\n}\nnew A().new B()",
                "Runnable r = () -> {\n  Integer.parseInt(args.length == 0 ? \"x\" : \"1\");\n};\nr.run()",
                "CompletableFuture.runAsync(() -> {\n  if (args.length == 0)\n    throw new RuntimeException(\"async\");\n}).join()",
                "int f() { return g(); }\nif (args.length == 0) {\n  f();\n}\nint g() { return 1; }\nprintln(f())",
                "int f() { return g() + nowhere; }\nif (args.length == 0) f();",
                "record Broken(String why) { }\nclass Mine extends RuntimeException {\n  Mine(Throwable t) { super(\"mine\", t); }\n}\n"
                        + "void go() {\n  try {\n    Object o = new Broken(\"x\");\n    if (args.length == 0) ((Runnable) o).run();\n"
                        + "  } catch (ClassCastException e) {\n    throw new Mine(e);\n  }\n}\ngo()",
                "int k = 1;\nint twice() {\n  return 2 / k;\n}\nint k = args.length;\ntwice()",
                "if (args.length == 0) fail(\"nobody\");",
                "if (args.length == 0)\n  cluster.use(\"absent\");",
                "param(\"tag\").matching(\"v.*\").otherwise(args.length == 0 ? 1 : 2).number();\nparam(\"of\").required().value()",
                "Object code = args.length == 0 ? \"x\" : 1;\n/exit code",
                "static class Lazy {\n  static int value = 1 / args.length;\n}\nprintln(Lazy.value)",
            })
    void failuresAreToldAlikeColdAndReplayed(String source) throws IOException {
        write(source + "\n");
        OpsException cold = failure();
        assertFalse(recorded().isPresent(), "a failed run is not kept");
        run("--of", "x");
        assertTrue(recorded().isPresent());
        printed.setLength(0);
        OpsException warm = failure();
        assertEquals(cold.message(), warm.message());
        assertEquals(cold.details(), warm.details());
        assertEquals(cold.kind(), warm.kind());
        String all = warm.message() + warm.details();
        assertFalse(all.contains("REPL") || all.contains("$JShell"), all);
        assertTrue(warm.kind() == FailureKind.USAGE || all.contains("test.jsh:"), all);
    }

    @Test
    void interruptionStopsAReplayAndNamesItsLine() throws IOException {
        for (String endless : List.of("while (true) { }", "Thread.sleep(100_000);")) {
            write(
                    "void spin() throws InterruptedException {\n    if (args.length > 0) return;\n    println(\"on\");\n    "
                            + endless + "\n}\nspin()\n");
            run("quickly");
            assertTrue(recorded().isPresent());
            Thread running = Thread.currentThread();
            OpsException stopped = assertThrows(
                    OpsException.class,
                    () -> service().run(new RunRequest(script, List.of()), event -> interruptSoon(running)));
            assertInstanceOf(Cancelled.class, stopped);
            assertTrue(Thread.interrupted());
            assertTrue(stopped.message().matches("test.jsh:[34]: cancelled"), stopped.message());
        }
    }

    @Test
    void aCancelledRunIsNotKept() throws IOException {
        write("println(\"on\")\nThread.sleep(100_000)\n");
        Thread running = Thread.currentThread();
        assertThrows(
                Cancelled.class,
                () -> service().run(new RunRequest(script, List.of()), event -> interruptSoon(running)));
        assertTrue(Thread.interrupted());
        assertFalse(recorded().isPresent());
    }

    @Test
    void anotherTextOrAnotherOpenedFileIsRecordedAnew() throws IOException {
        Path lib = Files.writeString(directory.resolve("lib.jsh"), "int size() { return 1; }\n");
        write("/open lib.jsh\nprintln(size())\n");
        run();
        assertTrue(recorded().isPresent());
        Files.writeString(lib, "int size() { return 2; }\n");
        assertFalse(recorded().isPresent());
        run();
        assertTrue(recorded().isPresent());
        run();
        write("/open lib.jsh\nprintln(size() + 1)\n");
        assertFalse(recorded().isPresent());
        run();
        assertEquals("1\n2\n2\n3\n", printed.toString());
    }

    @Test
    void whatAScriptWritesAndOpensIsNeverRecorded() throws IOException {
        write("""
                Files.writeString(scriptDirectory().resolve("made.jsh"), "println(\\"" + args[0] + "\\")\\n");
                /open made.jsh
                """);
        run("one");
        run("two");
        assertEquals("one\ntwo\n", printed.toString());
        assertFalse(recorded().isPresent());
    }

    @Test
    void aFileThatAReplayChangesBeforeItOpensItIsRefused() throws IOException {
        Path lib = Files.writeString(directory.resolve("lib.jsh"), "println(\"old\")\n");
        write("if (args.length > 0) Files.writeString(scriptDirectory().resolve(\"lib.jsh\"), \"println(1)\\n\");\n"
                + "/open lib.jsh\n");
        run();
        OpsException refused = assertThrows(OpsException.class, () -> run("change"));
        assertEquals("lib.jsh was changed while the script ran; run the script again", refused.message());
        assertEquals("println(1)\n", Files.readString(lib));
    }

    @Test
    void aDamagedRecordingIsMadeAnew() throws IOException {
        write("println(1)\n");
        run();
        Path file = kept().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (byte[] damaged : List.of(
                new byte[0],
                Arrays.copyOf(whole, whole.length / 2),
                flipped(whole),
                "text".getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, damaged);
            assertFalse(recorded().isPresent());
            run();
            assertTrue(recorded().isPresent());
        }
        assertEquals("1\n".repeat(5), printed.toString());
    }

    @Test
    void aRecordingThatOthersCouldHaveWrittenIsNotTrusted() throws IOException {
        write("println(1)\n");
        run();
        for (Path open : List.of(kept().get(0), cache.resolve("scripts"), cache)) {
            var before = Files.getPosixFilePermissions(open);
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertFalse(recorded().isPresent(), open.toString());
            Files.setPosixFilePermissions(open, before);
            assertTrue(recorded().isPresent());
        }
        Path file = kept().get(0);
        Files.createSymbolicLink(file, Files.move(file, directory.resolve("elsewhere")));
        assertFalse(recorded().isPresent());
    }

    @Test
    void aDirectoryThatOthersMayWriteGetsNoRecording() throws IOException {
        Files.createDirectory(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        write("println(1)\n");
        run();
        run();
        assertEquals("1\n1\n", printed.toString());
        assertEquals(List.of(), kept());
    }

    @Test
    void whereNothingCanBeKeptScriptsStillRun() throws IOException {
        Files.writeString(cache, "a file where the directory should be");
        write("println(1)\n");
        run();
        run();
        assertEquals("1\n1\n", printed.toString());
    }

    @Test
    void thoseUnusedForLongestGoFirst() throws IOException {
        write("println(1)\n");
        run();
        Recording recording = recorded().orElseThrow();
        long size = Files.size(kept().get(0));
        Recordings small = new Recordings(cache.resolve("scripts"), size * 3 + size / 2);
        for (int i = 0; i < 4; i++) {
            Path file = Files.writeString(directory.resolve("s" + i + ".jsh"), "println(" + i + ")\n");
            for (Path old : kept()) {
                Files.setLastModifiedTime(
                        old, FileTime.fromMillis(Files.getLastModifiedTime(old).toMillis() - 10_000));
            }
            small.keep(file, files.read(file), recording);
        }
        List<String> left = kept().stream()
                .map(path -> path.getFileName().toString().substring(0, 2))
                .sorted()
                .toList();
        assertEquals(List.of("s1", "s2", "s3"), left);
        Recordings tiny = new Recordings(cache.resolve("scripts"), size);
        tiny.keep(script, files.read(script), recording);
        assertEquals(3, kept().size(), "one that takes most of the room is not kept");
    }

    @Test
    void anotherJdkOrClassPathHasItsOwnRecordings() throws IOException {
        Path jar = Files.writeString(directory.resolve("a.jar"), "one");
        Optional<String> before = CompiledWith.name(jar.toString());
        assertEquals(before, CompiledWith.name(jar.toString()));
        Files.writeString(jar, "three");
        assertFalse(before.equals(CompiledWith.name(jar.toString())));
        assertTrue(before.orElseThrow().contains(System.getProperty("java.vm.version")));
        assertEquals(
                Optional.empty(),
                CompiledWith.name(directory.resolve("absent.jar").toString()));
    }

    private static byte[] flipped(byte[] whole) {
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        return flipped;
    }

    /** Leaves the snippet the time to go on from where it printed. */
    private static void interruptSoon(Thread running) {
        Thread snippet = Thread.currentThread();
        new Thread(() -> {
                    while (Stream.of(snippet.getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("println"))) {
                        Thread.onSpinWait();
                    }
                    running.interrupt();
                })
                .start();
    }

    private List<Path> kept() throws IOException {
        if (!Files.isDirectory(cache.resolve("scripts"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(cache.resolve("scripts"))) {
            return all.toList();
        }
    }

    private Optional<Recording> recorded() {
        return recordings.find(script, files.read(script), files);
    }

    private void write(String source) throws IOException {
        Files.writeString(script, source);
    }

    private ScriptService service() {
        return new ScriptService(TestApi.services(), directory, cache);
    }

    private OpsException failure() {
        return assertThrows(OpsException.class, this::run);
    }

    private ScriptResult run(String... arguments) {
        return service().run(new RunRequest(script, List.of(arguments)), event -> {
            if (event instanceof ProgressEvent.Printed text) {
                printed.append(text.text());
            }
        });
    }
}
