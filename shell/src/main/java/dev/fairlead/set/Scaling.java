package dev.fairlead.set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves the count of pods to the autoscaler that owns it. A new workload still starts with its manifest's count. Where
 * an earlier apply made us the owner of the count, it is handed over first: a field that its only owner leaves out goes
 * back to its default, which is one pod.
 */
final class Scaling {
    private static final String HANDOVER = "fairlead-handover";

    private final ClusterClient cluster;
    private final ProgressListener progress;
    private final Map<ObjectKey, String> scalers = new HashMap<>();

    Scaling(ClusterClient cluster, ProgressListener progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /** The members as they are to be applied. */
    List<Member> adjusted(List<Member> members, Map<ObjectKey, JsonNode> live) {
        List<Member> counted = members.stream()
                .filter(member -> count(member.body()).isPresent())
                .toList();
        if (counted.isEmpty()) {
            return members;
        }
        counted.stream().map(Member::namespace).distinct().forEach(this::addOfCluster);
        members.stream()
                .filter(member -> member.is("autoscaling", "HorizontalPodAutoscaler"))
                .forEach(member -> add(member.body(), member.namespace()));
        List<Member> adjusted = new ArrayList<>();
        for (Member member : members) {
            adjusted.add(counted.contains(member) ? adjusted(member, live.containsKey(member.key())) : member);
        }
        return adjusted;
    }

    private Member adjusted(Member member, boolean exists) {
        ObjectKey key = member.key();
        String scaler = scalers.get(new ObjectKey("", key.kind(), key.namespace(), key.name()));
        if (scaler == null) {
            return member;
        }
        int count = count(member.body()).orElse(0);
        if (!exists) {
            progress.note(member.ref() + " starts with its " + count + " replicas; then " + scaler + " owns the count");
            return member;
        }
        progress.note(member.ref() + ": replicas " + count + " is left out, " + scaler + " owns the count");
        ObjectNode body = member.body().deepCopy();
        body.withObject("/spec").remove("replicas");
        return member.with(body);
    }

    private void addOfCluster(String namespace) {
        try {
            ResourceType type = cluster.discovery().find("horizontalpodautoscalers.autoscaling");
            cluster.get(type.path(namespace)).path("items").forEach(scaler -> add(scaler, namespace));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.DENIED) {
                progress.warn("whether an autoscaler owns replicas in " + namespace + " is not known: " + e.message());
            } else if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private void add(JsonNode scaler, String namespace) {
        JsonNode target = scaler.path("spec").path("scaleTargetRef");
        scalers.put(
                new ObjectKey(
                        "",
                        target.path("kind").asText(),
                        namespace,
                        target.path("name").asText()),
                "horizontalpodautoscaler/"
                        + scaler.path("metadata").path("name").asText());
    }

    /** What is applied, for a dry run: the handover has not happened then. */
    static ObjectNode preview(Member member, Optional<JsonNode> before) {
        Optional<Integer> count =
                before.filter(object -> mustHandOver(member, object)).flatMap(Scaling::count);
        if (count.isEmpty()) {
            return member.body();
        }
        ObjectNode body = member.body().deepCopy();
        body.withObject("/spec").put("replicas", count.get());
        return body;
    }

    /** Makes another the owner of the count as it is, where the member gives it up. */
    void handOver(Member member, Optional<JsonNode> before) {
        Optional<Integer> count =
                before.filter(object -> mustHandOver(member, object)).flatMap(Scaling::count);
        if (count.isEmpty()) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("apiVersion", member.type().apiVersion())
                .put("kind", member.type().kind());
        body.putObject("metadata").put("name", member.manifest().name());
        body.putObject("spec").put("replicas", count.get());
        ApiPath path = member.path().with("fieldManager", HANDOVER).with("force", true);
        cluster.send("PATCH", path, ClusterClient.JSON, body, ClusterClient.APPLY);
    }

    private static boolean mustHandOver(Member member, JsonNode object) {
        boolean givenUp = count(member.body()).isEmpty()
                && member.manifest().object().path("spec").has("replicas");
        if (!givenUp) {
            return false;
        }
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(ObjectApply.MANAGER)
                    && entry.path("operation").asText().equals("Apply")
                    && entry.path("fieldsV1").path("f:spec").has("f:replicas")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Integer> count(JsonNode object) {
        JsonNode replicas = object.path("spec").path("replicas");
        return replicas.isInt() ? Optional.of(replicas.asInt()) : Optional.empty();
    }
}
