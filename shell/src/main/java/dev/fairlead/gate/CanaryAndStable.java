package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.function.Supplier;

/** The two sides of a release as they are now. */
interface CanaryAndStable {
    GateSubject subject();

    ReleaseSide candidate();

    ReleaseSide stable();

    /** All that serves before the release: what queries are tried with. */
    ReleaseSide before();

    /** As the cluster has them. */
    static CanaryAndStable of(GateSubject subject) {
        SubjectPods pods = new SubjectPods(subject);
        return new CanaryAndStable() {
            @Override
            public GateSubject subject() {
                return subject;
            }

            @Override
            public ReleaseSide candidate() {
                return new ReleaseSide(subject, subject.candidate(), pods.candidate());
            }

            @Override
            public ReleaseSide stable() {
                return new ReleaseSide(subject, subject.stable(), pods.stable());
            }

            @Override
            public ReleaseSide before() {
                return new ReleaseSide(subject, subject.stable(), orNone(pods::serving));
            }
        };
    }

    /** A release may be a Deployment's first. */
    private static List<Pod> orNone(Supplier<List<Pod>> pods) {
        try {
            return pods.get();
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
