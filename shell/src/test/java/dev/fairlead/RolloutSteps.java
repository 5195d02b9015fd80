package dev.fairlead;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.ScratchNamespace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A rolling update whose pods get ready one by one, at this one's hand: no scheduler puts them on a node, so that nothing
 * but the Deployment controller's rules says how large each ReplicaSet is in between.
 */
final class RolloutSteps {
    private static final int CALM = 4;
    private static final String READY = """
            {status: {phase: Running, conditions: [
              {type: Ready, status: "True", lastTransitionTime: "2020-01-01T00:00:00Z"}]}}
            """;

    private final ClusterClient client;
    private final String namespace;
    private final String name;
    private final long lookMillis;

    /** @param lookMillis between two looks at whether all has come to rest */
    RolloutSteps(ClusterClient client, String namespace, String name, long lookMillis) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.lookMillis = lookMillis;
    }

    /**
     * Rolls from one template to the next.
     *
     * @param setting replicas, surge and unavailable, and a number of replicas that is set in the middle if given, e.g.
     *     {@code 4 25% 1} or {@code 4 1 0 8}
     * @return the sizes, old and new, whenever all has come to rest, e.g. {@code 4+0 3+2 ...}
     */
    String roll(String setting) throws InterruptedException {
        String[] parts = setting.split(" ");
        send("POST", "apis/apps/v1", "deployments", deployment(parts), ClusterClient.JSON);
        settle();
        while (ready()) {
            settle();
        }
        List<String> sizes = new ArrayList<>(List.of(sizes()));
        patch("{spec: {template: {metadata: {annotations: {version: two}}}}}");
        settle();
        sizes.add(sizes());
        if (parts.length > 3) {
            patch("{spec: {replicas: " + parts[3] + "}}");
            settle();
            sizes.add(sizes());
        }
        while (ready()) {
            settle();
            sizes.add(sizes());
        }
        return String.join(" ", sizes);
    }

    private String deployment(String[] parts) {
        String strategy = parts[1].equals("recreate")
                ? "{type: Recreate}"
                : "{rollingUpdate: {maxSurge: " + parts[1] + ", maxUnavailable: " + parts[2] + "}}";
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, labels: {app: %1$s}}
                spec:
                  replicas: %2$s
                  strategy: %3$s
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      schedulerName: nobody
                      containers: [{name: main, image: none}]
                """.formatted(name, parts[0], strategy);
    }

    /** Makes a pod ready that is not, one of the old template first; false where all are. */
    private boolean ready() {
        List<JsonNode> waiting = new ArrayList<>();
        for (JsonNode pod : list("api/v1", "pods")) {
            boolean leaves = pod.at("/metadata").has("deletionTimestamp");
            if (!leaves && !pod.at("/status/phase").asText().equals("Running")) {
                waiting.add(pod);
            }
        }
        waiting.sort(Comparator.comparing((JsonNode pod) ->
                        pod.at("/metadata/annotations/version").asText())
                .thenComparing(pod -> pod.at("/metadata/name").asText()));
        if (waiting.isEmpty()) {
            return false;
        }
        String pod = waiting.get(0).at("/metadata/name").asText();
        send("PATCH", "api/v1", "pods/" + pod + "/status", READY, ClusterClient.STRATEGIC_PATCH);
        return true;
    }

    /** Until nothing has changed for a while and the controllers have seen all. */
    private void settle() throws InterruptedException {
        String before = "";
        int calm = 0;
        while (calm < CALM) {
            Thread.sleep(lookMillis);
            StringBuilder now = new StringBuilder();
            for (String kind : List.of("deployments", "replicasets")) {
                for (JsonNode object : list("apis/apps/v1", kind)) {
                    now.append(object.at("/metadata/resourceVersion").asText()).append(' ');
                }
            }
            calm = now.toString().equals(before) ? calm + 1 : 0;
            before = now.toString();
        }
    }

    private String sizes() {
        int old = 0;
        int current = 0;
        for (JsonNode set : list("apis/apps/v1", "replicasets")) {
            boolean isNew = set.at("/spec/template/metadata/annotations/version")
                    .asText()
                    .equals("two");
            int size = set.at("/spec/replicas").asInt();
            old += isNew ? 0 : size;
            current += isNew ? size : 0;
        }
        return old + "+" + current;
    }

    private JsonNode list(String api, String plural) {
        return client.get(WrittenPath.of(
                        "/" + api + "/namespaces/" + namespace + "/" + plural + "?labelSelector=app%3D" + name))
                .path("items");
    }

    private void patch(String yaml) {
        send("PATCH", "apis/apps/v1", "deployments/" + name, yaml, ClusterClient.STRATEGIC_PATCH);
    }

    private void send(String method, String api, String what, String yaml, String type) {
        client.send(
                method,
                WrittenPath.of("/" + api + "/namespaces/" + namespace + "/" + what),
                ClusterClient.JSON,
                ScratchNamespace.read(yaml),
                type);
    }
}
