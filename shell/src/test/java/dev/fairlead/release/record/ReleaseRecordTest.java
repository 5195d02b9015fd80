package dev.fairlead.release.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.failure.OpsException;
import dev.fairlead.release.PlanCase;
import dev.fairlead.release.plan.ObjectName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReleaseRecordTest {
    private static final ObjectName WEB = ObjectName.deployment("web");
    private static final ObjectName CANARY = ObjectName.deployment("web-canary");
    private static final JsonNode MADE = JsonNodeFactory.instance.objectNode().put("replicas", 7);

    @Test
    void whatAProcessThatDiedMayHaveWrittenIsKnownOnTheWholeWayBack() throws URISyntaxException {
        ReleaseRecord back = begun().at(1).expecting(WEB, MADE).turnedBack();
        assertEquals(Map.of(WEB.toString(), MADE), back.expected());

        ReleaseRecord later = back.expecting(CANARY, MADE).knowing(CANARY, MADE).at(1);
        assertEquals(Map.of(WEB.toString(), MADE), later.expected());
        assertEquals(Set.of(), later.knowing(WEB, MADE).expected().keySet());
    }

    @Test
    void aStepThatIsDoneLeavesNothingInDoubt() throws URISyntaxException {
        assertEquals(Map.of(), begun().expecting(WEB, MADE).at(1).expected());
    }

    @Test
    void whatIsAboutToBeRemovedIsExpectedToBeGoneAlsoWhenItIsReadAgain() throws URISyntaxException {
        ReleaseRecord written = begun().knowing(CANARY, MADE).expectingNone(CANARY);
        ReleaseRecord read = PlanText.read(PlanText.of(written), ReleaseRecord.class, "the record");
        assertEquals(written, read);
        assertTrue(read.expectsNone(CANARY));
        assertEquals(Optional.empty(), read.expected(CANARY));
        assertFalse(read.expectsNone(WEB));
        assertFalse(read.without(CANARY).expectsNone(CANARY));
    }

    @Test
    void aRecordOfAnOlderFairleadIsReadAndOneOfANewerRefusedByName() throws IOException {
        String older = text("/older/release-record.json");
        ReleaseRecord read = PlanText.read(older, ReleaseRecord.class, "the record of deployment/web");
        assertEquals("ann@laptop", read.who());
        assertEquals(read, PlanText.read(PlanText.of(read), ReleaseRecord.class, "the record"));
        OpsException refused = assertThrows(
                OpsException.class,
                () -> PlanText.read(
                        "{\"version\":9,\"stages\":[]}", ReleaseRecord.class, "the record of deployment/web"));
        assertTrue(
                refused.message().startsWith("the record of deployment/web was written by a newer fairlead"),
                refused.message());
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(ReleaseRecordTest.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ReleaseRecord begun() throws URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(ReleaseRecordTest.class.getResource("/release/plain.yaml"))
                .toURI());
        PlanCase read = PlanCase.read(file);
        PlanCase.Expected canary = read.header().expect().stream()
                .filter(expected -> expected.plan() != null)
                .findFirst()
                .orElseThrow();
        return ReleaseRecord.begun(read.plan(canary), "ann@laptop", Instant.EPOCH);
    }
}
