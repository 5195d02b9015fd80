package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.function.Supplier;

/** The two sides of a release as they are now. */
interface Sides {
    GateSubject subject();

    Side candidate();

    Side stable();

    /** All that serves before the release: what queries are tried with. */
    Side before();

    /** As the cluster has them. */
    static Sides of(GateSubject subject) {
        SubjectPods pods = new SubjectPods(subject);
        return new Sides() {
            @Override
            public GateSubject subject() {
                return subject;
            }

            @Override
            public Side candidate() {
                return new Side(subject, subject.candidate(), pods.candidate());
            }

            @Override
            public Side stable() {
                return new Side(subject, subject.stable(), pods.stable());
            }

            @Override
            public Side before() {
                return new Side(subject, subject.stable(), orNone(pods::serving));
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
