package dev.fairlead.script.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.script.RunRequest;
import dev.fairlead.script.ScriptResult;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.TestApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sh} and {@code http} as scripts use them. */
final class RawAccessTest {
    @TempDir
    private Path directory;

    private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void aLineIsShownAsItRunsAndItsOutputIsAResult() throws IOException {
        run("""
                var made = sh("echo one; echo two; echo oops >&2")
                println(made.lines().size() + made.text() + made.err())
                println(sh("printf %s \\"$1\\"", "a b; $(echo no)").out())
                println(shell("pwd; echo $CI; cat").in("/").env("CI", "yes").input("fed").run().lines())
                println(sh("echo '{\\"n\\": 3}'").json().path("n").asInt())
                """);
        assertEquals("2one\ntwooops\n\na b; $(echo no)\n[/, yes, fed]\n3\n", printed());
        assertTrue(told().containsAll(List.of("one", "two", "oops")), told().toString());
    }

    @Test
    void aLineThatFailsSaysItsExitCodeAndItsLastWordsUnlessItMay() throws IOException {
        run("println(shell(\"exit 3\").allowFailure().run().exitCode())");
        run("try { sh(\"exit 4\"); } catch (ProgramFailed f) { println(f.exitCode()); }");
        OpsException failed = failure("sh(\"echo lost; exit 7\")\nprintln(1)\n");
        assertEquals("3\n4\n", printed());
        assertEquals(FailureKind.FAILED, failed.kind());
        assertEquals("echo lost; exit 7 ended with exit code 7", failed.message());
        assertTrue(failed.details().contains("lost"), failed.details().toString());
        assertTrue(failed.details().contains("at test.jsh:1"), failed.details().toString());
    }

    @Test
    void aSecretIsShownNowhereAndYetGiven() throws IOException {
        run("""
                var ran = shell("echo got $PIN; echo \\"[$1]\\"").arguments("hunter22").secret("PIN", "hunter22").run()
                println(ran.lines().get(0).length())
                println(ran)
                """);
        OpsException failed = failure("shell(\"echo $PIN hunter22; false\").secret(\"PIN\", \"hunter22\").run()");
        assertTrue(printed().startsWith("12\n"), printed());
        assertFalse(events.toString().contains("hunter22"), events.toString());
        assertTrue(told().contains("got ***"), told().toString());
        assertFalse(
                (failed.message() + failed.details().subList(2, failed.details().size())).contains("hunter22"));
    }

    @Test
    void aTimeLimitEndsALineWithAllThatItStarted() throws Exception {
        Path file = directory.resolve("late");
        run("try { shell(\"(sleep 3; touch " + file + ") & sleep 60\").timeout(Duration.ofMillis(300)).run(); }"
                + " catch (TimedOut t) { println(t.message()); }");
        assertTrue(printed().contains("did not end within 0.3 s"), printed());
        Thread.sleep(3_500);
        assertFalse(Files.exists(file), "what it started goes on");
    }

    @Test
    void anInterruptionEndsALine() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread runner = new Thread(() -> {
            try {
                run("sh(\"echo begun; sleep 60\")");
            } catch (OpsException | IOException e) {
                thrown.set(e);
            }
        });
        runner.start();
        while (!told().contains("begun")) {
            Thread.sleep(20);
        }
        runner.interrupt();
        runner.join(20_000);
        assertFalse(runner.isAlive());
        assertTrue(thrown.get() instanceof Cancelled, String.valueOf(thrown.get()));
        assertTrue(String.valueOf(thrown.get().getMessage()).contains("stopped echo begun; sleep 60"));
    }

    @Test
    void anAnswerIsAResultOrAFailureOfItsKind() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String asked = exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization");
            byte[] said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).isEmpty()
                    ? "{\"well\": true}".getBytes(StandardCharsets.UTF_8)
                    : asked.getBytes(StandardCharsets.UTF_8);
            int status = path.matches("/\\d+") ? Integer.parseInt(path.substring(1)) : 200;
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
        try {
            run("""
                    var base = "http://127.0.0.1:%d"
                    println(http.get(base + "/").json().path("well").asBoolean())
                    println(http.post(base + "/", Map.of("a", 1)).body())
                    println(http.request("PUT", base + "/").bearer("tok-en").body("plain").send().body())
                    println(http.request("GET", base + "/500").allowFailure().send().status())
                    try { http.get(base + "/404"); } catch (NotFound e) { println("not found"); }
                    try { http.get(base + "/403"); } catch (Denied e) { println("denied"); }
                    try { http.delete(base + "/409"); } catch (Conflict e) { println("conflict"); }
                    try { http.get(base + "/418"); } catch (HttpFailed e) { println(e.answer().status()); }
                    """.formatted(server.getAddress().getPort()));
        } finally {
            server.stop(0);
        }
        run("try { http.get(\"http://127.0.0.1:" + server.getAddress().getPort()
                + "/\"); } catch (Unreachable e) { println(\"gone\"); }");
        run("try { http.get(\"no url\"); } catch (Misused e) { println(\"misused\"); }");
        assertEquals("""
                true
                POST application/json null
                PUT text/plain; charset=utf-8 Bearer ***
                500
                not found
                denied
                conflict
                418
                gone
                misused
                """, printed());
    }

    @Test
    void aVariableOfTheScriptsOwnHidesTheNameOfRawAccess() throws IOException {
        run("var http = 1\nint docker = 2\nString sh(String s) { return s + docker; }\nprintln(http + sh(\"x\"))\n");
        assertEquals("1x2\n", printed());
    }

    private ScriptResult run(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("test.jsh"), script);
        return new ScriptService(TestApi.services(System.getenv()), directory, directory.resolve("cache"))
                .run(new RunRequest(file, List.of()), events::add);
    }

    private OpsException failure(String script) {
        return assertThrows(OpsException.class, () -> run(script));
    }

    private String printed() {
        return events.stream()
                .filter(ProgressEvent.Printed.class::isInstance)
                .map(event -> ((ProgressEvent.Printed) event).text())
                .collect(Collectors.joining());
    }

    private List<String> told() {
        return events.stream()
                .filter(ProgressEvent.Output.class::isInstance)
                .map(event -> ((ProgressEvent.Output) event).line())
                .toList();
    }
}
