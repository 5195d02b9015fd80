package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.Namespaces;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WrittenTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes a Deployment and its Service. The server checks all of it before any of it is written. */
public final class Deployer {
    private final ClusterClient cluster;
    private final DeployRequest request;
    private final Manifests manifests;
    private final ProgressListener progress;

    /** @param registries asked what the image is made of */
    public Deployer(
            ClusterClient cluster,
            DeployRequest request,
            Supplier<RegistryClient> registries,
            ProgressListener progress,
            String changedBy) {
        this.cluster = cluster;
        this.request = request;
        this.manifests = new Manifests(cluster.mapper(), request, new Drain(cluster, registries, progress), changedBy);
        this.progress = progress;
    }

    public WorkloadChange deploy() {
        check();
        if (request.dryRun()) {
            progress.note("dry run: nothing is changed");
        }
        List<ObjectChange> changes = new ArrayList<>(namespace());
        int objects = changes.size() + (request.port().isPresent() ? 2 : 1);
        Optional<WrittenTemplate> template;
        try {
            template = request.dryRun() ? planned(changes) : written(changes);
        } catch (OpsException e) {
            throw request.dryRun() ? e : halfDone(e, changes, objects);
        }
        changes.forEach(change -> {
            String done = change.object() + " " + change.outcome();
            progress.on(
                    request.dryRun() ? new ProgressEvent.Planned(done + " (dry run)") : new ProgressEvent.Note(done));
        });
        return WorkloadChange.forward(changes, template);
    }

    /** In a namespace that is still to be made nothing can be checked. */
    private Optional<WrittenTemplate> planned(List<ObjectChange> changes) {
        if (!changes.isEmpty()) {
            return Optional.empty();
        }
        List<CheckedWrite> drafts = checked(found(request.name()));
        drafts.forEach(draft -> changes.add(draft.planned()));
        return WrittenTemplate.of(drafts.get(drafts.size() - 1).after());
    }

    private Optional<WrittenTemplate> written(List<ObjectChange> changes) {
        // Who makes a namespace is given his rights in it by what the cluster does then.
        List<CheckedWrite> drafts = changes.isEmpty()
                ? new DeployRights(cluster, request).admitted(() -> found(request.name()))
                : found(request.name());
        Optional<WrittenTemplate> template = Optional.empty();
        for (CheckedWrite draft : checked(drafts)) {
            CheckedWrite made = draft.written(cluster, FieldManager.DEPLOY);
            changes.add(made.change());
            template = WrittenTemplate.of(made.after());
        }
        return template;
    }

    /** The same failure with what was written before it; nothing is taken back, and the same line goes on. */
    private OpsException halfDone(OpsException why, List<ObjectChange> changes, int objects) {
        List<ObjectChange> made = changes.stream()
                .filter(change -> !change.outcome().equals("unchanged"))
                .toList();
        if (made.isEmpty()) {
            return why;
        }
        String done = made.stream()
                .map(change -> change.object() + " " + change.outcome())
                .collect(Collectors.joining(", "));
        String message = why.message() + "\n" + made.size() + " of " + objects + " objects written before: " + done;
        List<String> hints = new ArrayList<>(why.hints());
        hints.add("rollout deploy " + request.name() + image()
                + request.port().map(port -> " --port " + port).orElse("") + " -n " + cluster.namespace());
        return why instanceof Cancelled
                ? new Cancelled(message, hints)
                : new OpsException(why.kind(), message, why.details(), hints, why);
    }

    /** What would be written, in order and checked by the server; the namespace must be there. */
    public List<CheckedWrite> drafts(String deployment) {
        check();
        return checked(found(deployment));
    }

    private void check() {
        boolean probes = request.readinessPath().isPresent()
                || request.livenessPath().isPresent()
                || request.startupPath().isPresent();
        if (probes && request.port().isEmpty()) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "deploy " + request.name() + ": a probe's path needs the port it is asked on")
                    .hint("rollout deploy " + request.name() + image() + " --port 8080 …");
        }
    }

    private List<ObjectChange> namespace() {
        String name = cluster.namespace();
        if (!Namespaces.isMissing(cluster, name)) {
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
                    ApiPath.of("v1", "", "namespaces").by(FieldManager.DEPLOY),
                    ClusterClient.JSON,
                    namespace,
                    ClusterClient.JSON);
        }
        return List.of(new ObjectChange("namespace/" + name, "created"));
    }

    private String image() {
        return request.image().isBlank() ? "" : " --image " + request.image();
    }

    private List<CheckedWrite> checked(List<CheckedWrite> drafts) {
        return drafts.stream()
                .map(draft -> draft.body().isEmpty() ? draft : draft.checked(cluster, FieldManager.DEPLOY))
                .toList();
    }

    /** What is to be written, from what is there now. */
    private List<CheckedWrite> found(String deployment) {
        List<CheckedWrite> drafts = new ArrayList<>();
        if (request.port().isPresent()) {
            drafts.add(service(cluster.find(path("v1", "services").object(request.name()))));
        }
        drafts.add(deployment(deployment));
        return drafts;
    }

    private CheckedWrite deployment(String name) {
        Optional<JsonNode> existing =
                cluster.find(path("apps/v1", "deployments").object(name));
        if (existing.isEmpty() && request.image().isBlank()) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "deploy " + name + ": there is no deployment/" + name + " in " + cluster.place()
                                    + "; a new one needs an image")
                    .hint("rollout deploy " + name + " --image IMAGE");
        }
        JsonNode body = existing.isPresent()
                ? manifests.patch(
                        request.changesContainer() ? Optional.of(container(existing.get())) : Optional.empty())
                : manifests.newDeployment();
        return draft("deployment/" + name, "apps/v1", existing, body, ClusterClient.STRATEGIC_PATCH);
    }

    private CheckedWrite service(Optional<JsonNode> existing) {
        if (existing.filter(manifests::offersPort).isPresent()) {
            JsonNode nothing = cluster.mapper().createObjectNode();
            return new CheckedWrite(
                    "service/" + request.name(), path("v1", "services"), "", nothing, existing, existing.get());
        }
        JsonNode body = existing.isPresent() ? manifests.servicePatch() : manifests.newService();
        return draft("service/" + request.name(), "v1", existing, body, ClusterClient.MERGE_PATCH);
    }

    private CheckedWrite draft(
            String object, String apiVersion, Optional<JsonNode> existing, JsonNode body, String patchType) {
        int slash = object.indexOf('/');
        ApiPath collection = path(apiVersion, object.substring(0, slash) + "s");
        ApiPath path = existing.isPresent() ? collection.object(object.substring(slash + 1)) : collection;
        String type = existing.isPresent() ? patchType : "";
        return new CheckedWrite(object, path, type, body, existing, body);
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
                    .hint("rollout deploy " + request.name() + image() + " --container " + names.get(0));
        }
        return wanted;
    }

    private ApiPath path(String apiVersion, String plural) {
        return ApiPath.of(apiVersion, cluster.namespace(), plural);
    }
}
