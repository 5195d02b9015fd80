package dev.fairlead.release.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.release.plan.ObjectName;
import java.nio.charset.StandardCharsets;

/** The record of a release, written to the cluster under the lock before and after each step. */
public final class ReleaseJournal {
    /** In bytes; all annotations of an object together hold 256 KiB. */
    public static final int MOST = 240_000;

    private final ReleaseLock lock;
    private ReleaseRecord record;

    public ReleaseJournal(ReleaseLock lock, ReleaseRecord record) {
        this.lock = lock;
        this.record = record;
    }

    public ReleaseLock lock() {
        return lock;
    }

    public ReleaseRecord record() {
        return record;
    }

    public void write(ReleaseRecord next) {
        String text = text(next);
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        LeaseObject.add(patch, LeaseObject.RECORD, text);
        lock.write(patch);
        record = next;
    }

    /** @throws OpsException of kind INVALID when it is more than the cluster holds */
    public static String text(ReleaseRecord record) {
        String text = PlanText.of(record);
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size <= MOST) {
            return text;
        }
        OpsException refusal = new OpsException(
                FailureKind.INVALID,
                "the record of the release of " + record.plan().workload() + " would take " + size / 1000
                        + " kB, and an object of the cluster holds " + MOST / 1000 + " kB");
        // What stands in routes is kept word for word, and may be most of it.
        throw record.plan().routes().isEmpty() ? refusal : refusal.hint("--route replicas");
    }

    /** What the first release of a workload could not say yet: its lock and its record go with the workload. */
    public void belongTo(ObjectName workload, String uid) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        LeaseObject.own(patch, workload, uid);
        lock.write(patch);
    }

    /** Gives the lock up with the record as it is, for whoever goes on. */
    public void leave(ReleaseRecord last) {
        lock.release(patch -> LeaseObject.add(patch, LeaseObject.RECORD, PlanText.of(last)));
        record = last;
    }

    /** Gives the lock up and leaves a summary in the place of the record. */
    public void end(ReleaseRecord last, String summary) {
        lock.release(patch -> {
            LeaseObject.remove(patch, LeaseObject.RECORD);
            LeaseObject.add(patch, LeaseObject.LAST, summary);
        });
        record = last;
    }
}
