package dev.fairlead.script.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.script.TestApi;
import dev.fairlead.script.engine.JavaSession.Completeness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session for all, as at a prompt; each test uses names of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JavaSessionTest {
    private final List<ProgressEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final JavaSession session = new JavaSession(TestApi.listening(events::add));

    @BeforeAll
    void warm() {
        session.warm();
    }

    @AfterAll
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2                                       | int            | 3",
                "\"a\" + 1                                   | String         | \"a1\"",
                "List.of(1, 2).stream().map(i -> i * 2).toList() | List<Integer> | [2, 4]",
                "var table1 = new TreeMap<String, Integer>() | TreeMap<String,Integer> | {}",
                "int table2 = 4; table2 * 2                  | int            | 8",
                "args.length                                 | int            | 0",
                "Duration.ofSeconds(90)                      | Duration       | PT1M30S",
                "FailureKind.USAGE.exitCode()                | int            | 2",
            })
    void snippetsHaveValues(String source, String type, String shown) {
        SnippetValue value = lastOf(source);
        assertEquals(type, value.type());
        assertEquals(shown, value.shown());
    }

    @Test
    void valuesAreTheObjectsThemselves() {
        Object held = lastOf("var held1 = new ArrayList<String>()").value();
        session.evaluate("held1.add(\"x\")");
        assertEquals(List.of("x"), held);
        assertSame(held, lastOf("held1").value());
    }

    @Test
    void methodsMayComeBeforeWhatTheyUseAndBeRedefined() {
        session.evaluate("int twice1(int n) { return factor1() * n; }");
        OpsException early = assertThrows(OpsException.class, () -> session.evaluate("twice1(2)"));
        assertEquals(FailureKind.SCRIPT, early.kind());
        assertTrue(early.message().contains("twice1(int) cannot be used yet: method factor1()"), early.message());
        session.evaluate("int factor1() { return 2; }");
        assertEquals("4", lastOf("twice1(2)").shown());
        session.evaluate("int factor1() { return 3; }");
        assertEquals("6", lastOf("twice1(2)").shown());
        session.evaluate("int changing1 = 1");
        assertEquals("String", lastOf("String changing1 = \"now text\"").type());
    }

    @Test
    void aCompileErrorShowsTheLineWithACaret() {
        OpsException wrong = assertThrows(OpsException.class, () -> session.evaluate("int a1 = nowhere + 1"));
        assertEquals(FailureKind.INVALID, wrong.kind());
        assertEquals("cannot find symbol: variable nowhere", wrong.message());
        assertEquals(List.of("   1 | int a1 = nowhere + 1", "     |          ^"), wrong.details());
        OpsException open = assertThrows(OpsException.class, () -> session.evaluate("int f() {"));
        assertEquals("the block opened on line 1 is not closed", open.message());
    }

    @Test
    void anExceptionIsTheScriptsAndAServicesFailureItsOwn() {
        OpsException thrown =
                assertThrows(OpsException.class, () -> session.evaluate("throw new IllegalStateException(\"boom\")"));
        assertEquals(FailureKind.SCRIPT, thrown.kind());
        assertEquals("IllegalStateException: boom", thrown.message());
        OpsException service = assertThrows(
                OpsException.class,
                () -> session.evaluate("throw new OpsException(FailureKind.CONFLICT, \"taken\").hint(\"look\")"));
        assertEquals(FailureKind.CONFLICT, service.kind());
        assertEquals(List.of("look"), service.hints());
        OpsException wrapped = assertThrows(
                OpsException.class,
                () -> session.evaluate("CompletableFuture.runAsync(() -> { throw fail(\"inside\"); }).join()"));
        assertEquals("inside", wrapped.message());
    }

    @Test
    void ofOneVariableTheLastValueIsShown() {
        List<SnippetValue> values = session.evaluate("String once1 = \"a\"; int other1 = 2; once1");
        assertEquals(
                List.of("other1=2", "once1=\"a\""),
                values.stream().map(v -> v.name() + "=" + v.shown()).toList());
    }

    @Test
    void aFailingToStringFailsNothing() {
        session.evaluate("class Mute1 { public String toString() { throw new IllegalStateException(\"no\"); } }");
        assertTrue(lastOf("new Mute1()").shown().contains("toString failed"));
    }

    @Test
    void whatSnippetsPrintGoesToTheListener() {
        events.clear();
        session.evaluate("System.out.println(\"plain\"); println(\"safe\"); log(\"talk\")");
        assertEquals(
                List.of(
                        new ProgressEvent.Printed("plain\n", true),
                        new ProgressEvent.Printed("safe\n", false),
                        new ProgressEvent.Note("talk")),
                events);
    }

    @Test
    void printingWorksFromAnyThread() {
        events.clear();
        session.evaluate(
                "IntStream.range(0, 64).boxed().toList().parallelStream().forEach(dev.fairlead.script.api.ScriptFunctions::println)");
        assertEquals(64, events.size());
    }

    @Test
    void underscoreIsTheLastResultOfACommandWithItsType() {
        session.remember(new KubeContext("kind", "c", "u", "default", "https://x", true));
        SnippetValue context = lastOf("_");
        assertEquals("KubeContext", context.type());
        assertEquals("\"kind\"", lastOf("_.name()").shown());
        session.remember(List.of(new KubeContext("a", "c", "u", "n", "s", true)));
        assertEquals(
                "[\"a\"]",
                lastOf("_.stream().map(c -> '\"' + c.name() + '\"').toList()").shown());
        assertEquals("1", lastOf("_.size()").shown());
    }

    @Test
    void aCompileErrorShowsUnderscoreAsItWasTyped() {
        session.evaluate("\"abc\"");
        OpsException failure = assertThrows(OpsException.class, () -> session.evaluate("_ + _.frobs()"));
        assertEquals("cannot find symbol: method frobs()", failure.message());
        assertEquals(List.of("   1 | _ + _.frobs()", "     |      ^"), failure.details());
    }

    @Test
    void underscoreIsTheLastValueOfASnippet() {
        session.evaluate("40 + 1");
        assertEquals("42", lastOf("_ + 1").shown());
        session.evaluate("var named2 = \"text\"");
        session.evaluate("println(\"no value\")");
        assertEquals("4", lastOf("_.length()").shown());
    }

    @Test
    void aResultWithoutAPublicTypeIsDeclaredByItsNearest() {
        assertEquals("java.util.List<?>", LastResult.type(List.of()));
        assertEquals("java.util.List<java.lang.Comparable<?>>", LastResult.type(List.of("a", 1)));
        assertEquals("java.util.NavigableMap<?, ?>", LastResult.type(Collections.emptySortedMap()));
        assertEquals("Object", LastResult.type(null));
    }

    @Test
    void completenessAsksForMoreLinesOnlyWhereTheyAreNeeded() {
        assertEquals(Completeness.EMPTY, session.completeness("  // nothing"));
        assertEquals(Completeness.INCOMPLETE, session.completeness("for (var x : List.of(1)) {"));
        assertEquals(Completeness.INCOMPLETE, session.completeness("int f(int x)"));
        assertEquals(Completeness.COMPLETE, session.completeness("int f(int x) { return x; }"));
        assertEquals(Completeness.COMPLETE, session.completeness("int x = = 1"));
        assertEquals(Completeness.COMPLETE, session.completeness("_.replicas().available()"));
        assertEquals(Completeness.COMPLETE, session.completeness("_"));
        assertEquals(Completeness.INCOMPLETE, session.completeness("int a = 1; int b ="));
    }

    @Test
    void completesNamesOfTheServices() {
        assertTrue(session.suggestions("ta", 2).contains(new Suggestion(0, "table(", true)));
        assertTrue(
                session.suggestions("x.ta", 4).stream().noneMatch(s -> s.text().equals("table(")));
        List<Suggestion> found = session.suggestions("cluster.con", 11);
        assertTrue(found.contains(new Suggestion(8, "contexts()", true)), found.toString());
        session.evaluate("\"text\"");
        List<Suggestion> ofLast = session.suggestions("_.leng", 6);
        assertTrue(ofLast.stream().anyMatch(s -> s.anchor() == 2 && s.text().equals("length()")), ofLast.toString());
        assertTrue(session.suggestions("$", 1).stream().noneMatch(s -> s.text().startsWith("$_")));
        assertEquals(
                List.of("List<PodSummary> ClusterApi.pods()", "List<PodSummary> ClusterApi.pods(String namespace)"),
                session.signatures("cluster.pods(", 13));
    }

    @Test
    void interruptionStopsAnEndlessLoopAndTheSessionLivesOn() throws InterruptedException {
        assertStopped("while (true) { }");
        assertStopped("Thread.sleep(100_000);");
        assertStopped("IntStream.iterate(0, i -> i + 1).filter(i -> i < 0).count();");
        assertEquals("2", lastOf("1 + 1").shown());
    }

    @Test
    void stopEndsWhatRunsWithoutLeavingAnInterruption() throws InterruptedException {
        CountDownLatch printed = new CountDownLatch(1);
        JavaSession other = new JavaSession(TestApi.listening(event -> printed.countDown()));
        Thread stopper = new Thread(() -> {
            try {
                printed.await();
                other.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopper.start();
        assertThrows(Cancelled.class, () -> other.evaluate("println(1); while (true) { }"));
        assertFalse(Thread.interrupted());
        stopper.join();
        other.close();
    }

    private void assertStopped(String source) throws InterruptedException {
        Thread evaluating = Thread.currentThread();
        events.clear();
        Thread stopper = new Thread(() -> {
            while (events.isEmpty()) {
                Thread.onSpinWait();
            }
            evaluating.interrupt();
        });
        stopper.start();
        OpsException stopped =
                assertThrows(OpsException.class, () -> session.evaluate("{ println(\"on\"); " + source + " }"));
        assertInstanceOf(Cancelled.class, stopped);
        assertTrue(Thread.interrupted());
        stopper.join();
    }

    private SnippetValue lastOf(String source) {
        List<SnippetValue> values = session.evaluate(source);
        return values.get(values.size() - 1);
    }
}
