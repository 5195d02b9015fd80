package dev.fairlead.release.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.CurrentLine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A workload's Lease while this process holds it, renewed in the background. Who loses it is interrupted and writes
 * nothing more.
 */
public final class ReleaseLock implements AutoCloseable {
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(5);

    /** Before somebody else may take it: a write that is under way then must be over. */
    private static final Duration TRUSTED = Duration.ofSeconds(10);

    private final LeaseObject lease;
    private final String holder;
    private final Thread worker;
    private final Thread renewing;
    private boolean ended;
    private long renewedAt;
    private @Nullable OpsException lost;
    private String asked = "";
    private boolean woken;
    private long writes;

    /** Begins to renew; the calling thread is the one that is interrupted when it is lost. */
    public ReleaseLock(LeaseObject lease, String holder) {
        this.lease = lease;
        this.holder = holder;
        this.worker = Thread.currentThread();
        this.renewedAt = System.nanoTime();
        this.renewing = new Thread(this::keep, "lease");
        renewing.setDaemon(true);
        renewing.start();
    }

    /** @throws OpsException of kind CONFLICT when somebody else has it */
    public synchronized void check() {
        if (lost == null && System.nanoTime() - renewedAt > TRUSTED.toNanos()) {
            renew();
        }
        if (lost != null) {
            throw lost;
        }
    }

    public synchronized Optional<OpsException> lost() {
        return Optional.ofNullable(lost);
    }

    /** What somebody else wants of this release; empty where nobody does. */
    public synchronized String asked() {
        return asked;
    }

    /** Asks the server for it instead of waiting for the next renewal. */
    public synchronized String askedNow() {
        lease.find().ifPresentOrElse(this::read, () -> taken(null));
        if (lost != null) {
            throw lost;
        }
        return asked;
    }

    /** Whether the worker was interrupted because an end was asked for; tells so once. */
    public synchronized boolean woke() {
        boolean was = woken;
        woken = false;
        return was;
    }

    /** Takes notice of what was asked for. */
    public synchronized void answered() {
        if (asked.isEmpty()) {
            return;
        }
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        LeaseObject.remove(patch, LeaseObject.ASKED);
        write(patch);
        asked = "";
    }

    /** Writes annotations, in the same breath in which the server sees that this process holds the Lease. */
    synchronized void write(ArrayNode changes) {
        if (lost != null) {
            throw lost;
        }
        writes++;
        try {
            ArrayNode patch = changes.deepCopy();
            renewal().forEach(patch::add);
            read(lease.patch(holder, patch));
        } catch (OpsException e) {
            throw e.kind() == FailureKind.INVALID || e.kind() == FailureKind.NOT_FOUND ? taken(e) : e;
        }
    }

    /** Ends the renewal and gives the Lease up, with what is to be kept in it; an interrupted thread does so too. */
    public void release(Consumer<ArrayNode> changes) {
        CurrentLine.evenIfCancelled(() -> giveUp(changes));
    }

    private synchronized void giveUp(Consumer<ArrayNode> changes) {
        ended = true;
        notifyAll();
        if (lost == null) {
            ArrayNode patch = JsonNodeFactory.instance.arrayNode();
            changes.accept(patch);
            patch.addObject()
                    .put("op", "replace")
                    .put("path", "/spec/holderIdentity")
                    .put("value", "");
            lease.patch(holder, patch);
        }
    }

    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
    }

    /** Asks without the monitor: whoever gives the lock up does not wait for a server that is silent. */
    private void keep() {
        for (Optional<Long> turn = next(); turn.isPresent(); turn = next()) {
            try {
                heard(lease.patch(holder, renewal()), turn.get());
            } catch (OpsException e) {
                refused(e);
            }
        }
    }

    /** How often the worker had written when it is time to renew; empty when there is no more to renew. */
    private synchronized Optional<Long> next() {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, RENEWED_EVERY.toNanos());
        } catch (InterruptedException e) {
            return Optional.empty();
        }
        return ended || lost != null ? Optional.empty() : Optional.of(writes);
    }

    /** An answer that a later write of the worker has overtaken says nothing new. */
    private synchronized void heard(JsonNode now, long turn) {
        if (!ended && turn == writes) {
            read(now);
            wake();
        }
    }

    /** A server that is away is asked again; before the next write it must answer. */
    private synchronized void refused(OpsException e) {
        if (!ended && (e.kind() == FailureKind.INVALID || e.kind() == FailureKind.NOT_FOUND)) {
            taken(e);
            wake();
        }
    }

    private void wake() {
        if (lost != null || asked.startsWith(ReleaseCommand.ABORT) && !woken) {
            woken = lost == null;
            worker.interrupt();
        }
    }

    private ArrayNode renewal() {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "replace").put("path", "/spec/renewTime").put("value", lease.now());
        return patch;
    }

    private void renew() {
        try {
            read(lease.patch(holder, renewal()));
        } catch (OpsException e) {
            if (e.kind() != FailureKind.INVALID && e.kind() != FailureKind.NOT_FOUND || taken(e) == e) {
                throw e;
            }
        }
    }

    private void read(JsonNode now) {
        if (LeaseObject.holder(now).equals(holder)) {
            renewedAt = System.nanoTime();
            asked = LeaseObject.annotation(now, LeaseObject.ASKED);
        } else {
            taken(null);
        }
    }

    private OpsException taken(@Nullable OpsException cause) {
        String who = lease.find().map(LeaseObject::holder).orElse("");
        if (cause != null && who.equals(holder)) {
            return cause;
        }
        OpsException gone = who.isEmpty()
                ? lease.gone(cause)
                : new OpsException(
                        FailureKind.CONFLICT,
                        LeaseObject.shown(who) + " has taken this release over; nothing more is changed from here",
                        cause);
        lost = gone;
        return gone;
    }
}
