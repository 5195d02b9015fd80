package dev.fairlead.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.history.RevisionRange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlDiffTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void aChangeIsShownInLinesOfYaml() throws IOException {
        assertEquals(
                """
                --- revision 3
                +++ revision 4
                @@ -3,4 +3,5 @@
                   containers:
                     - image: web:v1
                       name: web
                -      tty: true
                +  hostname: changed
                +  note: "1"
                """.lines().toList(),
                diff(
                        "{spec: {containers: [{name: web, tty: true, image: 'web:v1'}]}, a: 1}",
                        "{a: 1, spec: {note: '1', hostname: changed, containers: [{image: 'web:v1', name: web}]}}"));
    }

    @Test
    void theOrderOfKeysIsNoDifference() throws IOException {
        assertEquals(List.of(), diff("{a: {b: 1, c: 2}}", "{a: {c: 2, b: 1}}"));
    }

    @Test
    void textOfSeveralLinesIsComparedLineByLine() throws IOException {
        assertEquals(
                List.of("--- revision 3", "+++ revision 4", "@@ -1,3 +1,3 @@", " conf: |", "   one", "-  two", "+  2"),
                diff("{conf: \"one\\ntwo\\n\"}", "{conf: \"one\\n2\\n\"}"));
    }

    @Test
    void rangesAreReadAsTheyAreTyped() {
        assertEquals(new RevisionRange(3, Optional.of(4L)), RevisionRange.parse("3..4"));
        assertEquals(new RevisionRange(3, Optional.empty()), RevisionRange.parse("3"));
        assertEquals(new RevisionRange(3, Optional.empty()), RevisionRange.parse("3.."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..4", "a", "3-4", "-1", "3..4..5"})
    void whatIsNoRangeIsRefused(String text) {
        assertEquals(
                FailureKind.USAGE,
                assertThrows(OpsException.class, () -> RevisionRange.parse(text))
                        .kind());
    }

    private static List<String> diff(String from, String to) throws IOException {
        return YamlDiff.of("revision 3", YAML.readTree(from), "revision 4", YAML.readTree(to));
    }
}
