package dev.fairlead.script.api;

import dev.fairlead.gate.GateAnswer;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.gate.GateVerdict;

/** {@code gate} in the script of a gate: what it is asked about, and its answers. The script's last value is its answer. */
public final class GateApi {
    private final GateSubject subject;

    /** Made for each run of a gate's script. */
    public GateApi(GateSubject subject) {
        this.subject = subject;
    }

    /** The workload's name. */
    public String workload() {
        return subject.release();
    }

    /** The Deployment whose newest revision is released. */
    public String candidate() {
        return subject.candidate();
    }

    /** The Deployment that serves until then. */
    public String stable() {
        return subject.stable();
    }

    /** The candidate's image. */
    public String image() {
        return subject.image();
    }

    /** The namespace of the release. */
    public String namespace() {
        return subject.cluster().namespace();
    }

    /** The context of the release. */
    public String context() {
        return subject.cluster().context();
    }

    /** The release may go on. */
    public GateVerdict pass(String why) {
        return new GateVerdict(GateAnswer.PASS, why);
    }

    /** The release may not go on. */
    public GateVerdict fail(String why) {
        return new GateVerdict(GateAnswer.FAIL, why);
    }

    /** It could not be found out. */
    public GateVerdict noData(String why) {
        return new GateVerdict(GateAnswer.NO_DATA, why);
    }
}
