package dev.fairlead.script.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseFileTest {
    @TempDir
    private Path directory;

    @Test
    void aCaseReplacesTheParametersOfItsFileAndAddsToWhatIsGiven() throws IOException {
        List<TestCase> cases = read("""
                parameters: {tag: v1, quick: true}
                given: rollout deploy web --image web:v1
                cases:
                - name: one
                - name: two
                  parameters: {tag: 2, quick: false}
                  words: deployment/web
                  given: [cluster ns]
                  faults: [crash, {fault: slow, workload: deployment/web, for: 5s, after: Push}]
                  expect:
                    outcome: crash
                    steps: [Build]
                    objects: [service/web, {object: deployment/web, absent: true}]
                """);
        assertEquals(List.of("--tag=v1", "--quick"), cases.get(0).words());
        assertEquals(Expectation.WELL, cases.get(0).expected());
        TestCase two = cases.get(1);
        assertEquals("ship.test.yaml:5", two.place());
        assertEquals(List.of("--tag=2", "deployment/web"), two.words());
        assertEquals(List.of("rollout deploy web --image web:v1", "cluster ns"), two.given());
        assertEquals("Push", two.faults().get(1).after());
        assertEquals(Optional.of(List.of("Build")), two.expected().steps());
        assertEquals(
                List.of(false, true),
                two.expected().objects().stream().map(ExpectedObject::absent).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cases: [{nam: x}] | 1: a case has no \"nam\"; name?",
                "cases: [{words: a}] | 1: a case wants a name",
                "cases: [{name: x, expect: {outcome: crsh}}] | 1: \"crsh\" is no outcome",
                "cases: [{name: x, faults: [crsh]}] | 1: fault crsh: no fault is called \"crsh\"",
                "cases: [{name: x, expect: {objects: [web]}}] | 1: \"web\" names no object",
                "cases: [{name: x, answers: [{prints: a}]}] | 1: an answer is that of sh or of http",
                "cases: {name: x} | 1: cases is a list",
                "{} | has no cases",
                "cases: [ | 1:9: this is not YAML"
            })
    void whatIsWrongIsToldWithItsLine(String text, String why) {
        OpsException failure = assertThrows(OpsException.class, () -> read(text));
        assertEquals(FailureKind.INVALID, failure.kind());
        String said = failure.message();
        String wanted = "ship.test.yaml" + (why.startsWith("has") ? " " : ":") + why;
        assertEquals(wanted, said.substring(0, Math.min(said.length(), wanted.length())));
    }

    @Test
    void pathsLeadIntoListsAndNamesWithDots() {
        assertEquals("/spec/ports/0/port", ObjectCheck.pointer("spec.ports[0].port"));
        assertEquals("/metadata/annotations/a.b~1c", ObjectCheck.pointer(".metadata.annotations['a.b/c']"));
    }

    private List<TestCase> read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("ship.test.yaml"), text);
        return new CaseFile(file, "ship.test.yaml", directory.resolve("ship.jsh")).read();
    }
}
