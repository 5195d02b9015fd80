package dev.fairlead.multicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MultiClusterRunTest {
    private static final ContextWork ENDLESS = new ContextWork() {
        @Override
        public Optional<RolloutStatus> forward(ClusterScope scope, ProgressListener progress) {
            Pause.of(Duration.ofHours(1), "cancelled; the rollout goes on");
            return Optional.empty();
        }

        @Override
        public String back(ClusterScope scope, ProgressListener progress) {
            throw new AssertionError("what was cancelled is not taken back");
        }
    };

    @AfterEach
    void goOn() {
        Thread.interrupted();
    }

    @Test
    void whatIsCancelledIsNotTakenBackAndTheInterruptionStaysSet() {
        MultiClusterRequest request = new MultiClusterRequest(
                WorkloadRef.deployment("web"),
                List.of("dev", "test", "prod"),
                Optional.empty(),
                Waves.parse("2,100%"),
                true);
        MultiClusterRun run = new MultiClusterRun(request, ENDLESS, false, ProgressListener.SILENT, Map.of());
        Thread.currentThread().interrupt();
        MultiClusterFailed failure = assertThrows(MultiClusterFailed.class, run::through);
        assertTrue(Thread.currentThread().isInterrupted(), "the interruption is lost");
        assertEquals(FailureKind.CANCELLED, failure.kind());
        assertEquals(
                List.of(
                        ContextOutcome.Outcome.CANCELLED,
                        ContextOutcome.Outcome.CANCELLED,
                        ContextOutcome.Outcome.NOT_STARTED),
                failure.outcomes().stream().map(ContextOutcome::outcome).toList());
    }
}
