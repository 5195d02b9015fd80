package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits until deleted objects are gone, and knows what keeps those that stay. */
public final class DeletionWait {
    private final ClusterClient cluster;
    private final Duration limit;
    private final ProgressListener progress;

    public DeletionWait(ClusterClient cluster, Duration limit, ProgressListener progress) {
        this.cluster = cluster;
        this.limit = limit;
        this.progress = progress;
    }

    /** @throws PartialChange of kind TIMEOUT, which names the finalizers of those that are left */
    public void await(List<AppliedObject> objects) {
        long end = System.nanoTime() + limit.toNanos();
        long pause = 50;
        List<AppliedObject> left = new ArrayList<>(
                objects.stream().filter(o -> o.path().isPresent()).toList());
        while (true) {
            left.removeIf(object -> present(object).isEmpty());
            if (left.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw stuck(objects, left);
            }
            String state = left.get(0).object() + (left.size() > 1 ? " and " + (left.size() - 1) + " more" : "");
            progress.on(new ProgressEvent.Advanced(
                    "delete",
                    "waiting for " + state + " to go",
                    objects.size() - left.size(),
                    objects.size(),
                    ProgressEvent.Unit.COUNT));
            Pause.of(Duration.ofMillis(pause), "cancelled while waiting for " + state + " to go");
            pause = Math.min(1_000, pause * 2);
        }
    }

    /** The object if it still is the one that was deleted, and not another of its name. */
    private Optional<JsonNode> present(AppliedObject object) {
        try {
            JsonNode now = cluster.get(object.path().orElseThrow());
            String uid = now.path("metadata").path("uid").asText();
            return object.uid().isEmpty() || object.uid().equals(uid) ? Optional.of(now) : Optional.empty();
        } catch (ApiFailure e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PartialChange stuck(List<AppliedObject> all, List<AppliedObject> left) {
        List<String> details = new ArrayList<>();
        for (AppliedObject object : left) {
            present(object).ifPresent(now -> details.add(object.object() + ": " + why(now)));
        }
        AppliedObject first = left.get(0);
        String in = first.namespace().isEmpty() ? "" : " -n " + first.namespace();
        return new PartialChange(
                FailureKind.TIMEOUT,
                cluster.place() + ": " + left.size() + " of " + all.size() + " objects still there after "
                        + limit.toSeconds() + " s; their deletion was started and goes on",
                details,
                List.of("cluster get " + first.object() + in + " -o yaml"),
                all.stream()
                        .map(o -> left.contains(o) ? o : o.withOutcome("deleted"))
                        .toList());
    }

    private static String why(JsonNode object) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode finalizer : object.path("metadata").path("finalizers")) {
            reasons.add("kept by finalizer " + finalizer.asText());
        }
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().endsWith("Remaining")
                    && condition.path("status").asText().equals("True")) {
                reasons.add(condition.path("message").asText());
            }
        }
        String grace =
                object.path("metadata").path("deletionGracePeriodSeconds").asText("");
        if (reasons.isEmpty() && !grace.isEmpty()) {
            reasons.add("has " + grace + " s to end");
        }
        return reasons.isEmpty() ? "the server did not say why" : String.join("; ", reasons);
    }
}
