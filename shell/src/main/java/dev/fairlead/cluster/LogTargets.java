package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/** Which containers of which pods a request for logs means. */
final class LogTargets {
    private final ClusterClient cluster;
    private final LogsRequest request;
    private final ProgressListener progress;

    LogTargets(ClusterClient cluster, LogsRequest request, ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.progress = progress;
    }

    List<ContainerLog.Source> sources() {
        if (request.target().isEmpty() == request.labels().isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "say whose log: POD, KIND/NAME, or -l SELECTOR")
                    .hint("cluster get pods");
        }
        List<JsonNode> pods = request.target().isEmpty() ? selected(request.labels()) : named(request.target());
        List<ContainerLog.Source> sources = new ArrayList<>();
        for (JsonNode pod : pods) {
            sources.addAll(sources(pod, pods.size() > 1));
        }
        return sources;
    }

    /** The server's word for a log that cannot be read, with what to look at next. */
    static OpsException failure(ClusterClient cluster, ContainerLog.Source source, ApiFailure failure) {
        String said = failure.serverMessage();
        FailureKind kind = said.contains("previous terminated container") ? FailureKind.NOT_FOUND : failure.kind();
        return new OpsException(kind, cluster.place() + ": no log of pod " + source.pod() + ": " + said, failure)
                .hint("cluster get pod " + source.pod() + " -n " + cluster.namespace() + " -o wide");
    }

    private List<JsonNode> named(String target) {
        String word = target.contains("/") ? target : "pod/" + target;
        NamedObjects parsed =
                NamedObjects.of(List.of(word), cluster.discovery()).get(0);
        GetRequest get = GetRequest.of(word).in(request.scope());
        JsonNode object = new ObjectReader(cluster, get, progress)
                .table(parsed)
                .rows()
                .get(0)
                .object();
        if (parsed.type().kind().equals("Pod")) {
            return List.of(object);
        }
        String selector = selector(parsed.type(), object);
        if (selector.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, target + " selects no pods, so it has no log")
                    .hint("cluster get pods -n " + cluster.namespace());
        }
        return selected(selector);
    }

    private List<JsonNode> selected(String selector) {
        ApiPath path = ApiPath.of("v1", cluster.namespace(), "pods").with("labelSelector", selector);
        List<JsonNode> pods = new ArrayList<>();
        cluster.get(path).path("items").forEach(pods::add);
        if (pods.isEmpty()) {
            throw new OpsException(FailureKind.NOT_FOUND, cluster.place() + ": no pods match " + selector)
                    .hint("cluster get pods -n " + cluster.namespace() + " --show-labels");
        }
        return pods;
    }

    /** A selector of labels as the API takes it, of a workload's or of a service's. */
    static String selector(ResourceType type, JsonNode object) {
        JsonNode selector = object.path("spec").path("selector");
        List<String> terms = new ArrayList<>();
        JsonNode labels = selector.has("matchLabels") || selector.has("matchExpressions")
                ? selector.path("matchLabels")
                : selector;
        labels.properties()
                .forEach(l -> terms.add(l.getKey() + "=" + l.getValue().asText()));
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            String key = expression.path("key").asText();
            String in = " (" + String.join(",", values) + ")";
            terms.add(
                    switch (expression.path("operator").asText()) {
                        case "In" -> key + " in" + in;
                        case "NotIn" -> key + " notin" + in;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return String.join(",", terms);
    }

    private List<ContainerLog.Source> sources(JsonNode pod, boolean severalPods) {
        String name = pod.path("metadata").path("name").asText();
        List<String> containers = containers(pod);
        List<ContainerLog.Source> sources = new ArrayList<>();
        for (String container : containers) {
            String prefix = containers.size() > 1 ? name + "/" + container : severalPods ? name : "";
            sources.add(new ContainerLog.Source(name, container, prefix));
        }
        return sources;
    }

    private List<String> containers(JsonNode pod) {
        List<String> own = names(pod.path("spec").path("containers"));
        List<String> all = new ArrayList<>(names(pod.path("spec").path("initContainers")));
        all.addAll(own);
        String name = pod.path("metadata").path("name").asText();
        if (request.allContainers()) {
            return all;
        }
        if (!request.container().isEmpty()) {
            if (!all.contains(request.container())) {
                throw new OpsException(
                        FailureKind.NOT_FOUND,
                        cluster.place() + ": pod " + name + " has no container " + request.container() + "; there are: "
                                + String.join(", ", all));
            }
            return List.of(request.container());
        }
        String preferred = pod.path("metadata")
                .path("annotations")
                .path("kubectl.kubernetes.io/default-container")
                .asText(own.get(0));
        if (own.size() > 1) {
            progress.note("pod " + name + " has containers " + String.join(", ", own) + "; this is " + preferred
                    + " (others with -c, all with --all-containers)");
        }
        return List.of(preferred);
    }

    private static List<String> names(JsonNode containers) {
        List<String> names = new ArrayList<>();
        containers.forEach(container -> names.add(container.path("name").asText()));
        return names;
    }
}
