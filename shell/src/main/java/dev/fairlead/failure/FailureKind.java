package dev.fairlead.failure;

/**
 * Why something expected went wrong. The kind alone decides the exit code; the codes are part of fairlead's contract
 * with scripts and CI and never change their meaning.
 */
public enum FailureKind {
    /** Something failed in a way that has no kind of its own. */
    FAILED(1),
    /** The line itself is wrong: unknown command, bad option, bad value. */
    USAGE(2),
    /** What was named does not exist: file, image, object, context, revision. */
    NOT_FOUND(3),
    /** Not logged in, a wrong password, an expired certificate, or a right that is missing. */
    DENIED(4),
    /** The engine, the registry or the API server does not answer. */
    UNREACHABLE(5),
    /** Somebody else owns the field, or the object changed meanwhile. */
    CONFLICT(6),
    /** The server or a parser refused the content: a manifest, a Dockerfile, a script that does not compile. */
    INVALID(7),
    /** The time limit passed before the end was known. */
    TIMEOUT(8),
    /** A build step failed. */
    BUILD(9),
    /** A script threw. */
    SCRIPT(10),
    /** Rollout: a pod's image cannot be pulled. */
    ROLLOUT_IMAGE(20),
    /** Rollout: a named ConfigMap, Secret or key is missing. */
    ROLLOUT_CONFIG(21),
    /** Rollout: the API server or an admission rule refuses the pods. */
    ROLLOUT_ADMISSION(22),
    /** Rollout: a container cannot be started. */
    ROLLOUT_START(23),
    /** Rollout: a container starts and dies. */
    ROLLOUT_CRASH(24),
    /** Rollout: a probe fails. */
    ROLLOUT_PROBE(25),
    /** Rollout: no node takes the pods. */
    ROLLOUT_SCHEDULING(26),
    /** Rollout: a volume cannot be bound, attached or mounted. */
    ROLLOUT_VOLUME(27),
    /** Rollout: the node cannot run the pod. */
    ROLLOUT_NODE(28),
    /** Rollout: the workload's own progress deadline passed. */
    ROLLOUT_DEADLINE(29),
    /** Rollout: a Job failed. */
    ROLLOUT_JOB(30),
    /** Rollout: old pods do not go. */
    ROLLOUT_STUCK(31),
    /** Rollout: the controller does not act. */
    ROLLOUT_CONTROLLER(32),
    /** Rollout: a gate said no. */
    ROLLOUT_GATE(33),
    /** Rollout: an object's own status says that it failed. */
    ROLLOUT_RESOURCE(34),
    /** A fault of fairlead itself. */
    INTERNAL(70),
    /** Cancelled by Ctrl-C. */
    CANCELLED(130);

    private final int exitCode;

    FailureKind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process's exit code for a line that ends with this kind. */
    public int exitCode() {
        return exitCode;
    }
}
