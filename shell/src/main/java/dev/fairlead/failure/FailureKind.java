package dev.fairlead.failure;

/**
 * Why something expected went wrong. The kind alone decides the exit code; the codes are part of fairlead's contract
 * with scripts and CI and never change their meaning.
 */
public enum FailureKind {
    /** Something failed in a way that has no kind of its own. */
    FAILED(1, "Something failed in a way that has no kind of its own."),
    /** The line itself is wrong: unknown command, bad option, bad value. */
    USAGE(2, "The line itself is wrong: unknown command, bad option, bad value."),
    /** What was named does not exist: file, image, object, context, revision. */
    NOT_FOUND(3, "What was named does not exist: file, image, object, context, revision."),
    /** Not logged in, a wrong password, an expired certificate, or a right that is missing. */
    DENIED(4, "Not logged in, a wrong password, an expired certificate, or a right that is missing."),
    /** The engine, the registry or the API server does not answer. */
    UNREACHABLE(5, "The engine, the registry or the API server does not answer."),
    /** Somebody else owns the field, or the object changed meanwhile. */
    CONFLICT(6, "Somebody else owns the field, or the object changed meanwhile."),
    /** The server or a parser refused the content: a manifest, a Dockerfile, a script that does not compile. */
    INVALID(7, "The server or a parser refused the content: a manifest, a Dockerfile, a script that does not compile."),
    /** The time limit passed before the end was known. */
    TIMEOUT(8, "The time limit passed before the end was known."),
    /** A build step failed. */
    BUILD(9, "A build step failed."),
    /** A script threw. */
    SCRIPT(10, "A script threw."),
    /** Rollout: a pod's image cannot be pulled. */
    ROLLOUT_IMAGE(20, "Rollout: a pod's image cannot be pulled."),
    /** Rollout: a named ConfigMap, Secret or key is missing. */
    ROLLOUT_CONFIG(21, "Rollout: a named ConfigMap, Secret or key is missing."),
    /** Rollout: the API server or an admission rule refuses the pods. */
    ROLLOUT_ADMISSION(22, "Rollout: the API server or an admission rule refuses the pods."),
    /** Rollout: a container cannot be started. */
    ROLLOUT_START(23, "Rollout: a container cannot be started."),
    /** Rollout: a container starts and dies. */
    ROLLOUT_CRASH(24, "Rollout: a container starts and dies."),
    /** Rollout: a probe fails. */
    ROLLOUT_PROBE(25, "Rollout: a probe fails."),
    /** Rollout: no node takes the pods. */
    ROLLOUT_SCHEDULING(26, "Rollout: no node takes the pods."),
    /** Rollout: a volume cannot be bound, attached or mounted. */
    ROLLOUT_VOLUME(27, "Rollout: a volume cannot be bound, attached or mounted."),
    /** Rollout: the node cannot run the pod. */
    ROLLOUT_NODE(28, "Rollout: the node cannot run the pod."),
    /** Rollout: the workload's own progress deadline passed. */
    ROLLOUT_DEADLINE(29, "Rollout: the workload's own progress deadline passed."),
    /** Rollout: a Job failed. */
    ROLLOUT_JOB(30, "Rollout: a Job failed."),
    /** Rollout: old pods do not go. */
    ROLLOUT_STUCK(31, "Rollout: old pods do not go."),
    /** Rollout: the controller does not act. */
    ROLLOUT_CONTROLLER(32, "Rollout: the controller does not act."),
    /** Rollout: a gate said no. */
    ROLLOUT_GATE(33, "Rollout: a gate said no."),
    /** Rollout: an object's own status says that it failed. */
    ROLLOUT_RESOURCE(34, "Rollout: an object's own status says that it failed."),
    /** A fault of fairlead itself. */
    INTERNAL(70, "A fault of fairlead itself."),
    /** Cancelled by Ctrl-C. */
    CANCELLED(130, "Cancelled by Ctrl-C.");

    /** What exit code 0 means. */
    public static final String WELL = "It went well.";

    private final int exitCode;
    private final String meaning;

    FailureKind(int exitCode, String meaning) {
        this.exitCode = exitCode;
        this.meaning = meaning;
    }

    /** The process's exit code for a line that ends with this kind. */
    public int exitCode() {
        return exitCode;
    }

    /** What the exit code means, in a sentence. */
    public String meaning() {
        return meaning;
    }
}
