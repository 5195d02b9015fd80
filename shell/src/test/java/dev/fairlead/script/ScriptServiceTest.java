package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptServiceTest {
    @TempDir
    private Path directory;

    private final StringBuilder printed = new StringBuilder();
    private ScriptService scripts;

    @BeforeEach
    void make() {
        scripts = new ScriptService(TestApi.services(), directory, directory.resolve("cache"));
    }

    @Test
    void aScriptIsWhatTheJshellToolTakes() throws IOException {
        ScriptResult result = run("""
                #!/usr/bin/env -S fairlead run
                // a comment, then an import
                import java.util.concurrent.atomic.AtomicInteger;

                /* forward reference */
                int twice(int n) { return factor * n; }
                int factor = 2
                var counter = new AtomicInteger();
                record Point(int x, int y) {
                    int sum() {
                        return x + y;
                    }
                }
                for (int i = 0; i < 3; i++)
                    counter.incrementAndGet();
                if (counter.get() == 3) {
                    println("three");
                }
                else {
                    println("not three");
                }
                var text = List.of(3, 1, 2).stream()
                        .sorted()   // goes on after a comment
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
                System.out.println(text + " " + twice(21) + " " + new Point(1, 2).sum())
                int factor = 3; println(twice(1)); println(\"""
                    a block
                    of text\""");
                println(args.length + args[0])
                """, "one", "--two");
        assertEquals("three\n1,2,3 42 3\n3\na block\nof text\n2one\n", printed.toString());
        assertEquals(0, result.exitCode());
        assertEquals("test.jsh", result.file());
    }

    @Test
    void exitEndsItWithACode() throws IOException {
        assertEquals(
                3, run("int code = 2\n/exit code + 1\nprintln(\"never\")\n").exitCode());
        assertEquals(0, run("/exit").exitCode());
        assertEquals("", printed.toString());
    }

    @Test
    void openGoesOnWithAnotherFile() throws IOException {
        Files.writeString(directory.resolve("lib.jsh"), "int helped(int n) {\n    return 10 / n;\n}\n");
        OpsException failed = failure("/open PRINTING\n/open lib.jsh\nprintln(helped(5))\nhelped(0)\n");
        assertEquals("2\n", printed.toString());
        assertEquals("lib.jsh:2: ArithmeticException: / by zero", failed.message());
        assertEquals(List.of("   2 |     return 10 / n;", "called from test.jsh:4"), failed.details());
    }

    @Test
    void aSyntaxErrorOnLine7IsShownThere() throws IOException {
        OpsException failed = failure("int a = 1\n// 2\n\n\nprintln(a)\n\nint b = = 2;\nprintln(b)\n");
        assertEquals(FailureKind.INVALID, failed.kind());
        assertEquals("test.jsh:7:9: illegal start of expression", failed.message());
        assertEquals(List.of("   7 | int b = = 2;", "     |         ^"), failed.details());
        assertEquals("1\n", printed.toString());
    }

    @Test
    void whatElseDoesNotCompileIsListedWithTheFirst() throws IOException {
        OpsException failed = failure(
                "println(1)\nint a = \"x\";\nString b = 2; nowhere();\nthrow new RuntimeException();\nint c = ;\n");
        assertEquals("test.jsh:2:9: incompatible types: String cannot be converted to int", failed.message());
        assertEquals(
                List.of(
                        "   2 | int a = \"x\";",
                        "     |         ^",
                        "test.jsh:3:12: incompatible types: int cannot be converted to String",
                        "test.jsh:3:15: cannot find symbol: method nowhere()",
                        "test.jsh:5:9: illegal start of expression"),
                failed.details());
        assertEquals("1\n", printed.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int x = 1;\\nthrow new IllegalStateException(\"boom\") | test.jsh:2: IllegalStateException: boom",
                "void f() {\\n\\n  Object o = null;\\n  o.hashCode();\\n}\\n// x\\nf(); | test.jsh:4: NullPointerException",
                "List.of(1).forEach(i -> {\\n  int z = 0;\\n  println(i / z);\\n}) | test.jsh:3: ArithmeticException",
                "class A {\\n  class B {\\n    B() {\\n      throw new RuntimeException(\"in\");\\n    }\\n  }\\n}\\n"
                        + "new A().new B() | test.jsh:4: RuntimeException: in",
                "Runnable r = () -> {\\n  Integer.parseInt(\"x\");\\n};\\nr.run() | test.jsh:2: NumberFormatException",
                "CompletableFuture.runAsync(() -> {\\n  throw new RuntimeException(\"async\");\\n}).join() |"
                        + " test.jsh:2: RuntimeException: async",
                "int f() { return g(); }\\nf() | test.jsh:1: IllegalStateException: f() cannot be used yet: method g()",
                "void r() {\\n  r();\\n}\\nr() | test.jsh:2: StackOverflowError",
            })
    void anExceptionNamesTheScriptsLine(String source, String message) throws IOException {
        OpsException failed = failure(source.replace("\\n", "\n"));
        assertEquals(FailureKind.SCRIPT, failed.kind());
        assertTrue(failed.message().startsWith(message), failed.message());
    }

    @Test
    void aServicesFailureKeepsItsKindAndSaysTheLine() throws IOException {
        OpsException failed =
                failure("void ask() {\n    cluster.contexts();\n    rollout.status(\"web\");\n}\nask()\n");
        assertEquals(FailureKind.USAGE, failed.kind());
        assertTrue(failed.message().startsWith("'web' names no workload"), failed.message());
        assertEquals(
                List.of("at test.jsh:3", "   3 |     rollout.status(\"web\");", "called from test.jsh:5"),
                failed.details());
    }

    /** The compiler of JDK 25 crashes on it. */
    @Test
    void noSnippetIsSkippedInSilence() throws IOException {
        String source = "var mixed = List.of(1, \"two\", 3.0)\nSystem.out.println(mixed.get(1))\nprintln(\"end\")\n";
        try {
            run(source);
            assertEquals("two\nend\n", printed.toString());
        } catch (OpsException e) {
            assertEquals("the compiler of this JDK fails on this snippet", e.message());
            assertEquals(List.of("at test.jsh:2", "   2 | System.out.println(mixed.get(1))"), e.details());
            assertEquals("", printed.toString());
        }
    }

    @Test
    void failEndsTheScript() throws IOException {
        OpsException failed = failure("fail(\"no such app\")");
        assertEquals(FailureKind.SCRIPT, failed.kind());
        assertEquals("no such app", failed.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int x;\\nif (true) {\\n  f(1);\\n | test.jsh:2: the block opened on line 2 is not closed",
                "f(1,\\n  2 | test.jsh:1: the bracket opened on line 1 is not closed",
                "/* a\\n b | test.jsh:1: the comment opened on line 1 is not closed",
                "/vars | test.jsh:1: scripts have no /vars; of jshell's commands they have /exit [CODE] and /open FILE",
                "var a = | test.jsh:1:8: reached end of file while parsing",
            })
    void whatIsNoScriptIsRefused(String source, String message) throws IOException {
        OpsException failed = failure(source.replace("\\n", "\n"));
        assertEquals(FailureKind.INVALID, failed.kind());
        assertEquals(message, failed.message());
    }

    @Test
    void aFileThatCannotBeRunIsNamed() throws IOException {
        Files.createDirectory(directory.resolve("sub"));
        Files.writeString(directory.resolve("empty.jsh"), "");
        assertRefused(FailureKind.USAGE, "sub is a directory; name a script in it", "sub");
        assertRefused(FailureKind.INVALID, "empty.jsh is empty", "empty.jsh");
        OpsException missing = assertRefused(FailureKind.NOT_FOUND, "there is no script shp.jsh", "shp.jsh");
        assertEquals(List.of("run empty.jsh", "help run"), missing.hints());
    }

    @Test
    void parametersAreReadFromTheLine() throws IOException {
        run("""
                var tag = param("tag").required().matching("v\\\\d+").value();
                var replicas = param("replicas").otherwise(2).number();
                var dry = param("dry-run").flag();
                println(tag + replicas + dry + words());
                """, "--tag=v3", "web", "--dry-run", "api");
        assertEquals("v32true[web, api]\n", printed.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``           | --tag is missing (what to ship)",
                "--tag 3      | --tag cannot be \"3\": it matches v\\d+ (what to ship)",
                "--tag        | --tag wants a value",
                "--tag v1 --tag v2 | --tag stands there twice",
                "--tga v1     | unknown option --tga; it knows --tag",
            })
    void wrongParametersAreTheLinesFault(String line, String message) throws IOException {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");
        OpsException failed = failure(
                "println(param(\"tag\").required().describe(\"what to ship\").matching(\"v\\\\d+\").value())", words);
        assertEquals(FailureKind.USAGE, failed.kind());
        assertEquals("test.jsh: " + message, failed.message());
        assertEquals(List.of(), failed.details());
    }

    @Test
    void checkRunsNothingAndFindsEveryProblem() throws IOException {
        Path script = write("""
                println("never");
                var tag = nowhere();
                println(tag.length());
                int later() { return missing; }
                String s = 1;
                /vars
                for (int i = 0; i < ; i++) { }
                List.of(1).forEach(i -> i.foo());
                void f() {
                """);
        CheckResult checked = scripts.check(script);
        assertEquals("", printed.toString());
        assertEquals("""
                test.jsh:2:11: cannot find symbol: method nowhere()
                test.jsh:4:22: cannot find symbol: variable missing
                test.jsh:5:12: incompatible types: int cannot be converted to String
                test.jsh:6:1: scripts have no /vars; of jshell's commands they have /exit [CODE] and /open FILE
                test.jsh:7:21: illegal start of expression
                test.jsh:8:26: cannot find symbol: method foo()
                test.jsh:9:10: the block opened on line 9 is not closed""", text(checked));
    }

    @Test
    void interruptionStopsAScriptAndNamesItsLine() throws IOException {
        for (String endless : List.of(
                "while (true) { }",
                "Thread.sleep(100_000);",
                "try { Thread.sleep(100_000); }" + " catch (InterruptedException e) { while (true) { } }")) {
            Path script = write("void spin() throws InterruptedException {\n    println(\"on\");\n    " + endless
                    + "\n}\nspin()\n");
            Thread running = Thread.currentThread();
            OpsException stopped = assertThrows(
                    OpsException.class,
                    () -> scripts.run(new RunRequest(script, List.of()), event -> interruptSoon(running)));
            assertInstanceOf(Cancelled.class, stopped);
            assertTrue(Thread.interrupted());
            assertTrue(stopped.message().matches("test.jsh:[23]: cancelled"), stopped.message());
        }
    }

    /** Leaves the snippet the time to go on from where it printed. */
    private static void interruptSoon(Thread running) {
        Thread snippet = Thread.currentThread();
        new Thread(() -> {
                    while (snippet.getStackTrace().length > 0 && printing(snippet)) {
                        Thread.onSpinWait();
                    }
                    running.interrupt();
                })
                .start();
    }

    private static boolean printing(Thread snippet) {
        for (StackTraceElement frame : snippet.getStackTrace()) {
            if (frame.getMethodName().equals("println")) {
                return true;
            }
        }
        return false;
    }

    private OpsException assertRefused(FailureKind kind, String message, String file) {
        OpsException failed = assertThrows(
                OpsException.class, () -> scripts.run(new RunRequest(directory.resolve(file), List.of()), this::print));
        assertEquals(kind, failed.kind());
        assertEquals(message, failed.message());
        return failed;
    }

    private OpsException failure(String source, String... arguments) throws IOException {
        Path script = write(source);
        return assertThrows(
                OpsException.class, () -> scripts.run(new RunRequest(script, List.of(arguments)), this::print));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            println(1);                       ! a b   ! it takes options only; "a b" is too much
            println(param("tag").value());    ! --tag v1 c ! it takes options only; "c" is too much
            println(param("all").flag());     ! --all c    ! it takes options only; "c" is too much
            println(1);                       ! --tag v1   ! unknown option --tag; it knows none
            """)
    void wordsThatTheScriptNeverLooksAtAreRefusedBeforeItRuns(String source, String words, String why) {
        OpsException refused = assertThrows(OpsException.class, () -> run(source, words.split(" ")));
        assertEquals(FailureKind.USAGE, refused.kind());
        assertTrue(refused.message().contains(why), refused.message());
        assertEquals("", printed.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"println(args.length);", "println(words().size());"})
    void wordsThatTheScriptLooksAtAreItsOwn(String source) throws IOException {
        run(source, "a", "b");
        assertEquals("2\n", printed.toString());
    }

    /** As in the jshell tool, whose compiler finds it only when it makes the code. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            String s = "#";                       ! 12
            println("#".length());                ! 9
            int f() { return "#".length(); }      ! 18
            class K { String s = "#"; }           ! 22
            """)
    void aConstantThatIsTooLongIsRefusedWithItsLineAndAShortExtract(String source, int column) {
        String text = "int a = 1\n" + source.replace("#", "x".repeat(66_000)) + "\nprintln(a)\n";
        OpsException refused = assertThrows(OpsException.class, () -> run(text));
        assertEquals(FailureKind.INVALID, refused.kind());
        assertEquals("test.jsh:2:" + column + ": constant string too long", refused.message());
        refused.details().forEach(line -> assertTrue(line.length() < 200, line));
    }

    @Test
    void aLineThatIsWholeEndsItsSnippetAsInTheJshellTool() throws IOException {
        run("int y = 1\n+ 2\nint z = 1 +\n  2\nprintln(y + \" \" + z)\n");
        assertEquals("1 3\n", printed.toString());
    }

    private ScriptResult run(String source, String... arguments) throws IOException {
        return scripts.run(new RunRequest(write(source), List.of(arguments)), this::print);
    }

    private Path write(String source) throws IOException {
        return Files.writeString(directory.resolve("test.jsh"), source);
    }

    private void print(ProgressEvent event) {
        if (event instanceof ProgressEvent.Printed text) {
            printed.append(text.text());
        }
    }

    private static String text(CheckResult checked) {
        return checked.problems().stream()
                .map(p -> p.file() + ":" + p.line() + ":" + p.column() + ": " + p.message())
                .collect(Collectors.joining("\n"));
    }
}
