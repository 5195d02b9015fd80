package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.OriginalObject;
import dev.fairlead.release.record.LeaseObject;
import dev.fairlead.release.record.PlanText;
import dev.fairlead.release.record.ReleaseLock;
import dev.fairlead.release.record.ReleaseRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How a process comes to hold a workload's releases, and what it finds there. */
final class ReleaseLease {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());

    private final ReleaseContext context;
    private final ObjectName workload;
    private final LeaseObject lease;

    ReleaseLease(ReleaseContext context, ObjectName workload) {
        this.context = context;
        this.workload = workload;
        this.lease = new LeaseObject(context.cluster(), workload);
    }

    LeaseObject lease() {
        return lease;
    }

    /** The release that is not over; empty where there is none. */
    Optional<ReleaseRecord> record() {
        return lease.find().flatMap(this::record);
    }

    /** Who works on it now; empty where nobody does. */
    String holder() {
        return lease.find().map(this::holder).orElse("");
    }

    private String holder(JsonNode read) {
        return lease.isHeld(read) ? LeaseObject.shown(LeaseObject.holder(read)) : "";
    }

    /**
     * A release that is not over.
     *
     * @param holder who works on it at the same moment; empty where nobody does
     */
    record Held(ReleaseRecord record, String holder) {}

    /** The release that is not over and who works on it, of one moment; empty where there is none. */
    Optional<Held> held() {
        return lease.find().flatMap(read -> record(read).map(record -> new Held(record, holder(read))));
    }

    private Optional<ReleaseRecord> record(JsonNode read) {
        String text = LeaseObject.annotation(read, LeaseObject.RECORD);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(PlanText.read(text, ReleaseRecord.class, "the record of the release of " + workload));
    }

    /**
     * Takes the lock from nobody, from who has been silent for too long, or from anybody. A holder that still renews it
     * keeps it.
     *
     * @param patient whether to wait and see if a holder is still there
     * @return empty where somebody else holds it
     */
    Optional<ReleaseLock> take(boolean takeOver, boolean patient, Optional<OriginalObject> owner) {
        String holder = context.who() + "_"
                + Long.toHexString(ThreadLocalRandom.current().nextLong());
        String renewed = "";
        while (true) {
            Optional<JsonNode> read = lease.find();
            if (takeOver || read.filter(lease::isHeld).isEmpty()) {
                if (taken(read, holder, owner)) {
                    return Optional.of(new ReleaseLock(lease, holder));
                }
                continue;
            }
            String now = read.orElseThrow().at("/spec/renewTime").asText();
            if (!patient || !renewed.isEmpty() && !renewed.equals(now)) {
                return Optional.empty();
            }
            if (renewed.isEmpty()) {
                renewed = now;
                context.progress()
                        .note(LeaseObject.shown(LeaseObject.holder(read.get())) + " holds " + workload
                                + "; looking whether it still works on it");
            }
            Pause.of(Duration.ofMillis(500), "cancelled at: looking who holds " + workload);
        }
    }

    /** False where somebody else was faster. */
    private boolean taken(Optional<JsonNode> read, String holder, Optional<OriginalObject> owner) {
        try {
            if (read.isPresent()) {
                lease.take(read.get(), holder);
            } else {
                lease.create(holder, owner);
            }
            return true;
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    OpsException refusal() {
        return lease.find()
                .map(this::refusal)
                .orElseGet(() -> new OpsException(FailureKind.CONFLICT, workload + " was released by somebody else"));
    }

    /** Why somebody who does not hold it may not begin. */
    private OpsException refusal(JsonNode read) {
        Optional<ReleaseRecord> record = record(read);
        String since = record.map(r -> " since " + CLOCK.format(r.since())).orElse("");
        String what = record.map(r -> " (" + r.plan().strategy() + ", " + ReleaseMessages.place(r) + ")")
                .orElse("");
        return new OpsException(
                        FailureKind.CONFLICT,
                        workload + " is being released by " + LeaseObject.shown(LeaseObject.holder(read)) + since
                                + what)
                .hint(context.line("status", workload))
                .hint(context.line("resume", workload) + " --take-over");
    }

    /** Why no other release may begin while one is not over. */
    OpsException unfinished(ReleaseRecord record) {
        OpsException failure = new OpsException(
                FailureKind.CONFLICT,
                workload + " has a release that is not over: " + record.plan().strategy() + " to "
                        + record.plan().image() + " by " + record.who() + " since "
                        + CLOCK.format(record.since()) + ", " + record.phase() + " at "
                        + ReleaseMessages.place(record));
        for (String line : ReleaseMessages.next(context, record)) {
            failure = failure.hint(line);
        }
        return failure;
    }

    Instant now() {
        return lease.serverTime().truncatedTo(ChronoUnit.SECONDS);
    }
}
