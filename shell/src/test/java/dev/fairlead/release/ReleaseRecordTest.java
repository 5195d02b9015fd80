package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
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
