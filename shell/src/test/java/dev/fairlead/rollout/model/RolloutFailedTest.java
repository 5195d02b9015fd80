package dev.fairlead.rollout.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.Replicas;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RolloutFailedTest {
    private static final Verdict CRASH = new Verdict(
            Family.CRASH,
            "exit code 3",
            "1 pod crashes with exit code 3",
            true,
            List.of("web-1"),
            2,
            "app",
            "",
            List.of("FATAL: no database"),
            "cluster logs web-1 -c app --previous -n shop");
    private static final Verdict STUCK = new Verdict(
            Family.STUCK,
            "old pods do not go",
            "1 old pod does not go: past the grace period",
            false,
            List.of("web-0"),
            1,
            "",
            "",
            List.of(),
            "cluster get pod web-0 -o yaml -n shop");

    @Test
    void aFailureTellsTheFatalVerdictFirstAndTheOthersBesideIt() {
        RolloutFailed failed = RolloutFailed.of(
                status(State.FAILED, CRASH.message(), CRASH, STUCK),
                Optional.of("rollout undo deployment/web -n shop"));

        assertEquals(FailureKind.ROLLOUT_CRASH, failed.kind());
        assertEquals("deployment/web is not current: 1 pod crashes with exit code 3", failed.message());
        assertEquals(
                List.of(
                        "last lines of app in web-1:",
                        "  FATAL: no database",
                        "also: 1 old pod does not go: past the grace period"),
                failed.details());
        assertEquals(List.of(CRASH.next(), "rollout undo deployment/web -n shop"), failed.hints());
    }

    @Test
    void whatOtherLayersSayIsInTheDetailsAndInTheResult() {
        Clue clue = new Clue(ClusterLayer.REGISTRY, "it has v1", "image tags team/web");
        RolloutStatus status = status(State.FAILED, CRASH.message(), CRASH);
        RolloutFailed asked = RolloutFailed.of(status, Optional.empty())
                .asked(status.withVerdicts(List.of(CRASH.withFindings(List.of(clue)))));

        assertTrue(asked.details().contains("registry: it has v1"), asked.details()::toString);
        assertEquals(List.of("image tags team/web", CRASH.next()), asked.hints());
        RolloutStatus result = (RolloutStatus) asked.result().orElseThrow();
        assertEquals(List.of(clue), result.verdicts().get(0).findings());
    }

    @Test
    void oldPodsThatDoNotGoMakeATimeoutTheirs() {
        RolloutFailed failed = RolloutFailed.late(status(State.IN_PROGRESS, "0 of 1 updated", STUCK), "60s");

        assertEquals(FailureKind.ROLLOUT_STUCK, failed.kind());
        assertEquals("deployment/web is not current after 60s: 0 of 1 updated", failed.message());
        assertEquals(
                FailureKind.TIMEOUT,
                RolloutFailed.late(status(State.IN_PROGRESS, "0 of 1 updated"), "60s")
                        .kind());
    }

    @Test
    void aWorkloadOnItsWayOutIsNotFoundRatherThanFailed() {
        RolloutFailed failed = RolloutFailed.of(status(State.TERMINATING, "is being deleted"), Optional.empty());

        assertEquals(FailureKind.NOT_FOUND, failed.kind());
        assertEquals("deployment/web is being deleted", failed.message());
    }

    @Test
    void everyHintIsALineThatFairleadUnderstands(@TempDir Path home) {
        List<RolloutFailed> failures = List.of(
                RolloutFailed.of(
                        status(State.FAILED, CRASH.message(), CRASH),
                        Optional.of("rollout undo deployment/web -n shop --to-revision 2")),
                RolloutFailed.late(status(State.IN_PROGRESS, "0 of 1 updated", STUCK), "60s"));
        try (Shell shell = new Shell(home, Map.of())) {
            for (RolloutFailed failed : failures) {
                assertTrue(failed.hints().size() == 2, failed.hints()::toString);
                failed.hints()
                        .forEach(hint -> assertDoesNotThrow(
                                () -> shell.wiring().commands().parse(LineParser.words(hint)), hint));
            }
        }
    }

    private static RolloutStatus status(State state, String message, Verdict... verdicts) {
        return new RolloutStatus(
                "deployment/web",
                "shop",
                "dev",
                state,
                new Replicas(1, 1, 0, 0, 0),
                "2",
                List.of("team/web:v2"),
                message,
                List.of(verdicts),
                List.of());
    }
}
