package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Query;
import dev.fairlead.kubernetes.YamlDocument;
import dev.fairlead.kubernetes.YamlReader;
import dev.fairlead.kubernetes.YamlSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the workloads that a request means. */
final class Choice {
    private static final List<String> LABELLED = List.of("deployments", "statefulsets", "daemonsets");
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final ClusterClient cluster;
    private final Function<String, Path> paths;

    Choice(ClusterClient cluster, Function<String, Path> paths) {
        this.cluster = cluster;
        this.paths = paths;
    }

    /**
     * Each once, in the order in which they are named.
     *
     * @throws OpsException of kind NOT_FOUND when there is none
     */
    List<Chosen> of(StatusRequest request) {
        Set<Chosen> chosen = new LinkedHashSet<>();
        request.workloads().forEach(ref -> chosen.add(new Chosen(ref, cluster.namespace())));
        request.files().forEach(file -> chosen.addAll(ofFiles(file)));
        boolean named = !request.workloads().isEmpty() || !request.files().isEmpty();
        if (!named || !request.labels().isEmpty()) {
            chosen.addAll(labelled(request));
        }
        if (chosen.isEmpty()) {
            throw none(request);
        }
        return List.copyOf(chosen);
    }

    private List<Chosen> labelled(StatusRequest request) {
        String in = request.allNamespaces() ? "" : "/namespaces/" + cluster.namespace();
        List<Chosen> found = new ArrayList<>();
        for (String plural : LABELLED) {
            String path = new Query().with("labelSelector", request.labels()).on("/apis/apps/v1" + in + "/" + plural);
            String kind = plural.substring(0, plural.length() - 1);
            for (JsonNode item : cluster.get(path).path("items")) {
                JsonNode metadata = item.path("metadata");
                found.add(new Chosen(
                        new WorkloadRef(kind, metadata.path("name").asText()),
                        metadata.path("namespace").asText()));
            }
        }
        return found;
    }

    /** What of a manifest has nothing to wait for, e.g. its config maps, is passed over. */
    private List<Chosen> ofFiles(String source) {
        List<Chosen> found = new ArrayList<>();
        for (Path file : files(source)) {
            for (YamlDocument document : documents(source, file)) {
                JsonNode value = document.value();
                if (value.path("items").isArray()) {
                    value.path("items").forEach(item -> add(item, found));
                } else {
                    add(value, found);
                }
            }
        }
        return found;
    }

    private void add(JsonNode object, List<Chosen> to) {
        String namespace = object.path("metadata").path("namespace").asText(cluster.namespace());
        WorkloadRef.ofManifest(object).ifPresent(ref -> to.add(new Chosen(ref, namespace)));
    }

    private static List<YamlDocument> documents(String source, Path file) {
        try {
            return YamlReader.documents(Files.readString(file));
        } catch (YamlSyntaxException e) {
            throw new OpsException(
                    FailureKind.INVALID, source + ":" + e.line() + ": this is not YAML: " + e.problem(), e);
        } catch (IOException e) {
            throw new OpsException(FailureKind.NOT_FOUND, "cannot read the manifest " + source + ": " + e, e);
        }
    }

    private List<Path> files(String source) {
        Path path = paths.apply(source);
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new OpsException(FailureKind.DENIED, "cannot read " + source + ": " + e.getMessage(), e);
        }
    }

    private OpsException none(StatusRequest request) {
        String where = request.allNamespaces()
                ? "any namespace of context " + cluster.context()
                : "namespace " + cluster.namespace() + " of context " + cluster.context();
        String what = request.files().isEmpty()
                ? "no workload" + (request.labels().isEmpty() ? "" : " with labels " + request.labels()) + " in "
                        + where
                : "no workload in " + String.join(", ", request.files());
        return new OpsException(FailureKind.NOT_FOUND, what).hint("cluster get deployments,statefulsets -A");
    }
}
