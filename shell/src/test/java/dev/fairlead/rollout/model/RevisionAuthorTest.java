package dev.fairlead.rollout.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RevisionAuthorTest {
    private static final String MADE = "2026-03-01T12:00:00Z";

    @ParameterizedTest
    @CsvSource({
        "ann 2026-03-01T12:00:01Z, ann (fairlead)",
        "ann 2026-03-01T11:59:45Z, ann (fairlead)",
        "ann smith 2026-03-02T12:00:00Z, ann smith (fairlead)",
        "ann 2026-03-01T11:00:00Z, kubectl-edit",
        "ann, kubectl-edit",
        "ann yesterday, kubectl-edit",
        "'', kubectl-edit"
    })
    void aNoteOlderThanTheRevisionWasCopiedFromAnother(String note, String who) {
        assertEquals(who, RevisionAuthor.of(revision(note), workload(), true));
    }

    @Test
    void whoMadeAnOldRevisionWithoutFairleadIsNotKnown() {
        assertEquals("", RevisionAuthor.of(revision(""), workload(), false));
        assertEquals("ann (fairlead)", RevisionAuthor.of(revision("ann " + MADE), workload(), false));
    }

    @Test
    void theNoteHasNoFractionsOfSeconds() {
        assertEquals("ann " + MADE, RevisionAuthor.note("ann", Instant.parse("2026-03-01T12:00:00.123456Z")));
    }

    private static HasMetadata revision(String note) {
        return read("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-1, creationTimestamp: '%s', annotations: {fairlead.dev/changed-by: '%s'}}
                """.formatted(MADE, note));
    }

    private static HasMetadata workload() {
        return read("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  managedFields:
                  - {manager: kubectl, time: '2026-01-01T00:00:00Z', fieldsV1: {'f:spec': {'f:template': {}}}}
                  - {manager: kubectl-edit, time: '2026-02-01T00:00:00Z', fieldsV1: {'f:spec': {'f:template': {}}}}
                  - {manager: scaler, time: '2026-03-01T00:00:00Z', fieldsV1: {'f:spec': {'f:replicas': {}}}}
                """);
    }

    private static HasMetadata read(String yaml) {
        return new KubernetesSerialization().unmarshal(yaml);
    }
}
