package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a Deployment and its Service. The server checks all of it before any of it is written. */
final class Deployer {
    static final String MANAGER = "fairlead-deploy";

    private final ClusterClient cluster;
    private final DeployRequest request;
    private final Manifests manifests;
    private final ProgressListener progress;

    Deployer(ClusterClient cluster, DeployRequest request, ProgressListener progress, String changedBy) {
        this.cluster = cluster;
        this.request = request;
        this.manifests = new Manifests(cluster.mapper(), request, changedBy);
        this.progress = progress;
    }

    List<Change> deploy() {
        check();
        List<Change> changes = new ArrayList<>(namespace());
        Optional<JsonNode> deployment = existing("apis/apps/v1", "deployments");
        Optional<JsonNode> service = request.port().isPresent() ? existing("api/v1", "services") : Optional.empty();
        boolean canCheck = changes.isEmpty() || !request.dryRun();
        if (canCheck) {
            write(deployment, service, true);
        }
        if (!request.dryRun()) {
            changes.addAll(write(deployment, service, false));
        } else if (canCheck) {
            changes.addAll(write(deployment, service, true));
        }
        changes.forEach(change ->
                progress.note(change.object() + " " + change.outcome() + (request.dryRun() ? " (dry run)" : "")));
        return changes;
    }

    private void check() {
        if (request.image().isBlank()) {
            throw new OpsException(FailureKind.USAGE, "deploy " + request.name() + ": an image is needed");
        }
        boolean probes = request.readinessPath().isPresent()
                || request.livenessPath().isPresent()
                || request.startupPath().isPresent();
        if (probes && request.port().isEmpty()) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "deploy " + request.name() + ": a probe's path needs the port it is asked on")
                    .hint("rollout deploy " + request.name() + " --image " + request.image() + " --port 8080 …");
        }
    }

    private List<Change> namespace() {
        String name = cluster.namespace();
        if (cluster.find("/api/v1/namespaces/" + name).isPresent()) {
            return List.of();
        }
        if (!request.createNamespace()) {
            throw new OpsException(
                            FailureKind.NOT_FOUND,
                            "context " + cluster.context() + " has no namespace \"" + name + "\"")
                    .hint("rollout deploy " + request.name() + " … --create-namespace")
                    .hint("cluster ns");
        }
        if (!request.dryRun()) {
            ObjectNode namespace = cluster.mapper().createObjectNode();
            namespace
                    .put("apiVersion", "v1")
                    .put("kind", "Namespace")
                    .putObject("metadata")
                    .put("name", name);
            cluster.send(
                    "POST",
                    "/api/v1/namespaces?fieldManager=" + MANAGER,
                    ClusterClient.JSON,
                    namespace,
                    ClusterClient.JSON);
        }
        return List.of(new Change("namespace/" + name, "created"));
    }

    private List<Change> write(Optional<JsonNode> deployment, Optional<JsonNode> service, boolean dryRun) {
        List<Change> changes = new ArrayList<>();
        if (request.port().isPresent()) {
            changes.add(service(service, dryRun));
        }
        changes.add(deployment(deployment, dryRun));
        return changes;
    }

    private Change deployment(Optional<JsonNode> existing, boolean dryRun) {
        String object = "deployment/" + request.name();
        if (existing.isEmpty()) {
            post("apis/apps/v1", "deployments", manifests.newDeployment(), dryRun);
            return new Change(object, "created");
        }
        ObjectNode patch = manifests.patch(container(existing.get()));
        return patch(
                object, existing.get(), "apis/apps/v1", "deployments", patch, ClusterClient.STRATEGIC_PATCH, dryRun);
    }

    private Change service(Optional<JsonNode> existing, boolean dryRun) {
        String object = "service/" + request.name();
        if (existing.isEmpty()) {
            post("api/v1", "services", manifests.newService(), dryRun);
            return new Change(object, "created");
        }
        if (manifests.offersPort(existing.get())) {
            return new Change(object, "unchanged");
        }
        return patch(
                object,
                existing.get(),
                "api/v1",
                "services",
                manifests.servicePatch(),
                ClusterClient.MERGE_PATCH,
                dryRun);
    }

    /** The container to change: the one that is named, the only one, or the one that is called as the Deployment. */
    private String container(JsonNode deployment) {
        List<String> names = new ArrayList<>();
        deployment
                .at("/spec/template/spec/containers")
                .forEach(container -> names.add(container.path("name").asText()));
        String wanted = request.container().orElse(names.size() == 1 ? names.get(0) : request.name());
        if (!names.contains(wanted)) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "deployment/" + request.name() + " has no container \"" + wanted + "\"; it has "
                                    + String.join(", ", names))
                    .hint("rollout deploy " + request.name() + " --image " + request.image() + " --container "
                            + names.get(0));
        }
        return wanted;
    }

    private Optional<JsonNode> existing(String api, String plural) {
        return cluster.find(path(api, plural) + "/" + request.name());
    }

    private void post(String api, String plural, ObjectNode object, boolean dryRun) {
        cluster.send("POST", path(api, plural) + query(dryRun), ClusterClient.JSON, object, ClusterClient.JSON);
    }

    private Change patch(
            String object, JsonNode before, String api, String plural, ObjectNode patch, String type, boolean dryRun) {
        String path = path(api, plural) + "/" + request.name() + query(dryRun);
        JsonNode after = cluster.send("PATCH", path, ClusterClient.JSON, patch, type);
        boolean same = before.path("spec").equals(after.path("spec"));
        return new Change(object, same ? "unchanged" : "configured");
    }

    private String path(String api, String plural) {
        return "/" + api + "/namespaces/" + cluster.namespace() + "/" + plural;
    }

    private static String query(boolean dryRun) {
        return "?fieldManager=" + MANAGER + (dryRun ? "&dryRun=All" : "");
    }
}
