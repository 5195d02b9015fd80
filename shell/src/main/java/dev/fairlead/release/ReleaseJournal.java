package dev.fairlead.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;

/** The record of a release, written to the cluster under the lock before and after each step. */
final class ReleaseJournal {
    /** All annotations of an object together hold 256 KiB. */
    private static final int MOST = 240_000;

    private final ReleaseLock lock;
    private ReleaseRecord record;

    ReleaseJournal(ReleaseLock lock, ReleaseRecord record) {
        this.lock = lock;
        this.record = record;
    }

    ReleaseLock lock() {
        return lock;
    }

    ReleaseRecord record() {
        return record;
    }

    void write(ReleaseRecord next) {
        String text = PlanText.of(next);
        if (text.length() > MOST) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "the record of this release would take " + text.length() / 1000
                            + " kB, more than an object of the cluster holds");
        }
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        LeaseObject.add(patch, LeaseObject.RECORD, text);
        lock.write(patch);
        record = next;
    }

    /** What the first release of a workload could not say yet: its lock and its record go with the workload. */
    void belongTo(ObjectName workload, String uid) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        LeaseObject.own(patch, workload, uid);
        lock.write(patch);
    }

    /** Gives the lock up with the record as it is, for whoever goes on. */
    void leave(ReleaseRecord last) {
        lock.release(patch -> LeaseObject.add(patch, LeaseObject.RECORD, PlanText.of(last)));
        record = last;
    }

    /** Gives the lock up and leaves a summary in the place of the record. */
    void end(ReleaseRecord last, String summary) {
        lock.release(patch -> {
            LeaseObject.remove(patch, LeaseObject.RECORD);
            LeaseObject.add(patch, LeaseObject.LAST, summary);
        });
        record = last;
    }
}
