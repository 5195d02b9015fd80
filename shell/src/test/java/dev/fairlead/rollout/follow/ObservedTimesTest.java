package dev.fairlead.rollout.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObservedTimesTest {
    private static final Tolerances PATIENT = Tolerances.DEFAULT;
    private static final Tolerances HASTY = PATIENT.withController(Duration.ZERO);

    @Test
    void aChangeThatWasJustMadeIsNoFaultOfTheControllerHoweverOldItsTimes() {
        RolloutStatus status = new ObservedTimes().judged(changed(), PATIENT);
        assertEquals(State.IN_PROGRESS, status.state());
        assertTrue(status.verdicts().isEmpty(), status::toString);
    }

    @Test
    void aChangeThatStoodThereForLongIs() {
        ObservedTimes observedTimes = new ObservedTimes();
        observedTimes.judged(changed(), HASTY);
        assertEquals(State.FAILED, observedTimes.judged(changed(), HASTY).state());
    }

    /** Made an hour ago, and not observed in its second generation. */
    private static Snapshot changed() {
        Deployment deployment = Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: u, generation: 2, creationTimestamp: '2026-01-01T09:00:00Z'}
                spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {spec: {containers: [{name: app, image: i}]}}}
                status: {observedGeneration: 1}
                """, Deployment.class);
        Instant now = Instant.parse("2026-01-01T10:00:00Z");
        return new Snapshot(deployment, List.of(), List.of(), List.of(), List.of(), now);
    }
}
