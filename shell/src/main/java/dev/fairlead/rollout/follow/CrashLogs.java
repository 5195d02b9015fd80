package dev.fairlead.rollout.follow;

import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.evidence.FailureEvidence;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Verdict;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Job's containers logged before they crashed. The controller deletes a pod that it gives up, and with it the
 * only log that says why, so it is read while the Job still tries.
 */
final class CrashLogs {
    private final FailureEvidence evidence;
    private final Set<String> asked = new HashSet<>();
    private volatile @Nullable Verdict heard;

    CrashLogs(FailureEvidence evidence) {
        this.evidence = evidence;
    }

    /** Takes notice of crashes; their logs are read behind. */
    void hear(RolloutStatus status) {
        if (!status.workload().startsWith("job/")) {
            return;
        }
        status.verdicts().stream()
                .filter(verdict -> verdict.family() == Family.CRASH && asked.add(verdict.pods() + verdict.message()))
                .forEach(verdict -> {
                    Thread reading = new Thread(() -> read(verdict, status.namespace()), "log of a crash");
                    reading.setDaemon(true);
                    reading.start();
                });
    }

    /** The status with what was heard, where the failed Job's own log is gone. */
    RolloutStatus added(RolloutStatus status) {
        Verdict known = heard;
        return known == null
                ? status
                : status.withVerdicts(status.verdicts().stream()
                        .map(verdict ->
                                verdict.family() == Family.JOB && verdict.log().isEmpty()
                                        ? with(known, verdict)
                                        : verdict)
                        .toList());
    }

    private void read(Verdict verdict, String namespace) {
        try {
            Verdict logged = evidence.added(verdict, namespace);
            heard = logged.log().isEmpty() ? heard : logged;
        } catch (OpsException e) {
            // Without it the verdict is poorer, not wrong.
            return;
        }
    }

    private static Verdict with(Verdict known, Verdict of) {
        return new Verdict(
                of.family(),
                of.reason(),
                of.message(),
                of.fatal(),
                known.pods(),
                of.ofPods(),
                known.container(),
                of.event(),
                known.log(),
                of.findings(),
                of.next());
    }
}
