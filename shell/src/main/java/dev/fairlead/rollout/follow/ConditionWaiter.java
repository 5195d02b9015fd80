package dev.fairlead.rollout.follow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.WaitFailed;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.model.WaitResult;
import dev.fairlead.rollout.wanted.Wanted;
import dev.fairlead.rollout.watch.WatchConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until each of some objects was what is wanted, by watches of their kinds. */
final class ConditionWaiter {
    /** Judging takes time into account, so it is done again without any change. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Duration GULP = Duration.ofMillis(50);
    private static final int MOST_HINTS = 3;

    private final ObjectReflectors reflectors;
    private final WaitRequest request;
    private final Duration limit;
    private final Optional<FailFast> hopeless;
    private final ProgressListener progress;
    private final WatchConnection connection;
    private final long start = System.nanoTime();

    /** @param limit what is left of the request's own */
    ConditionWaiter(
            ObjectReflectors reflectors,
            WaitRequest request,
            Duration limit,
            Optional<FailFast> hopeless,
            ProgressListener progress) {
        this.reflectors = reflectors;
        this.request = request;
        this.limit = limit;
        this.hopeless = hopeless;
        this.progress = progress;
        this.connection = new WatchConnection(progress);
    }

    /**
     * Those and what they are.
     *
     * @param first none to wait for the first that comes
     * @throws WaitFailed when the time is up
     */
    List<WaitResult> await(List<AwaitedObject> first) {
        List<AwaitedObject> all = first;
        List<AwaitedObject> left = new ArrayList<>(first);
        try {
            hopeless.ifPresent(watch -> watch.begin(first));
            while (true) {
                connection.check(reflectors.trouble());
                if (all.isEmpty()) {
                    all = reflectors.awaited();
                    left.addAll(all);
                }
                look(left);
                boolean nothingToWaitFor = all.isEmpty() && !isForTheFirst();
                if (left.isEmpty() && !all.isEmpty() || nothingToWaitFor) {
                    return all.stream().map(AwaitedObject::waited).toList();
                }
                List<AwaitedObject> open = List.copyOf(left);
                hopeless.ifPresent(watch -> watch.check(open, took()));
                if (took().compareTo(limit) >= 0) {
                    throw late(all, left);
                }
                reflectors.awaitChange(TICK.compareTo(limit) < 0 ? TICK : limit, GULP);
            }
        } catch (Cancelled e) {
            throw new Cancelled(
                    "stopped waiting for " + what(left) + "; nothing was changed",
                    List.of(request.line(reflectors.namespace())));
        } finally {
            hopeless.ifPresent(FailFast::close);
        }
    }

    private boolean isForTheFirst() {
        return request.wanted() instanceof Wanted.Created;
    }

    private void look(List<AwaitedObject> left) {
        Map<ResourceType, Map<String, JsonNode>> objects = reflectors.objects();
        left.removeIf(one -> {
            boolean reached = one.look(objects.getOrDefault(one.type(), Map.of()));
            WaitResult waited = one.waited();
            String task = waited.object();
            progress.on(
                    reached
                            ? new ProgressEvent.Finished(task, task + ": " + waited.value(), true, took())
                            : new ProgressEvent.Advanced(task, waited.value(), 0, 0, ProgressEvent.Unit.COUNT));
            return reached;
        });
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private OpsException late(List<AwaitedObject> all, List<AwaitedObject> left) {
        Optional<OpsException> unknown = connection.unknown(what(left));
        if (unknown.isPresent()) {
            return unknown.get();
        }
        List<WaitResult> waited = all.stream().map(AwaitedObject::waited).toList();
        String within = " within " + request.rules().limit().toSeconds() + "s";
        String what = all.size() > 1
                ? left.size() + " of " + all.size() + " objects did not reach " + request.wanted() + within
                : what(left) + " did not reach " + request.wanted() + within;
        List<String> hints = new ArrayList<>();
        left.stream().limit(MOST_HINTS).forEach(one -> hints.add(hint(one)));
        hints.add(request.line(reflectors.namespace()));
        return new WaitFailed(what, hints, waited);
    }

    private static String hint(AwaitedObject one) {
        String in = one.namespace().isEmpty() ? "" : " -n " + one.namespace();
        return one.workload().isPresent()
                ? "rollout diagnose " + one.shown() + in
                : "cluster get " + one.shown() + in + " -o yaml";
    }

    private String what(List<AwaitedObject> left) {
        return left.isEmpty()
                ? String.join(" ", request.words())
                : left.size() == 1 ? left.get(0).shown() : left.size() + " objects";
    }
}
