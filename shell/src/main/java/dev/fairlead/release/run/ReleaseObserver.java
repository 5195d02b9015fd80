package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.Autoscalers;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.CanaryRelease;
import dev.fairlead.release.plan.ColourPairs;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.ReleaseObservation;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.plan.Strategy;
import dev.fairlead.release.record.ReleaseObjects;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.deploy.CheckedWrite;
import dev.fairlead.traffic.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a release is planned by. */
public final class ReleaseObserver {
    private final ClusterClient cluster;
    private final RolloutService rollouts;
    private final ProgressListener progress;
    private final ReleaseObjects objects;

    public ReleaseObserver(ClusterClient cluster, RolloutService rollouts, ProgressListener progress) {
        this.cluster = cluster;
        this.rollouts = rollouts;
        this.progress = progress;
        this.objects = new ReleaseObjects(cluster);
    }

    public ReleaseObservation observe(ReleaseRequest request, String id) {
        String name = request.what().name();
        List<JsonNode> services = services();
        boolean bluegreen = request.shape() instanceof Strategy.BlueGreen;
        Optional<JsonNode> green =
                bluegreen ? objects.find(ObjectName.deployment(name + ColourPairs.SUFFIX)) : Optional.empty();
        String stable = ColourPairs.serving(name, services, green);
        List<CheckedWrite> drafts = rollouts.drafts(request.what(), stable, progress);
        CheckedWrite serving = drafts.get(drafts.size() - 1);
        // The colours share their Service: what switches it writes it. The first release still has to make it.
        boolean switched = bluegreen && serving.before().isPresent();
        ReleaseObservation observation = new ReleaseObservation(
                id,
                cluster.namespace(),
                stable,
                switched ? List.of(serving) : drafts,
                services,
                autoscaler(stable),
                others(name, stable, bluegreen),
                switched ? hash(serving.before()) : "",
                Optional.empty());
        return observation.routed(routes(request, observation));
    }

    /**
     * For a switch back to the Deployment of the other colour.
     *
     * @param draft the Deployment that serves, and what would take its place
     */
    ReleaseObservation observe(ColourPair pair, CheckedWrite draft, String id) {
        String name = pair.workload().name();
        String stable = pair.serving().name();
        return new ReleaseObservation(
                id,
                cluster.namespace(),
                stable,
                List.of(draft),
                services(),
                autoscaler(stable),
                others(name, stable, true),
                hash(draft.before()),
                Optional.empty());
    }

    /** Of a canary that has something beside it. */
    private Optional<Routes> routes(ReleaseRequest request, ReleaseObservation observation) {
        if (observation.replicas() == 0 || !(request.shape() instanceof Strategy.Canary canary)) {
            return Optional.empty();
        }
        JsonNode template = observation.serving().orElseThrow().at("/spec/template");
        return new RouteFinding(cluster, progress, ObjectName.deployment(observation.stable()), canary)
                .find(observation.selecting(template), template);
    }

    /** The HorizontalPodAutoscaler that counts a Deployment's pods. */
    Optional<JsonNode> autoscaler(String deployment) {
        return new Autoscalers(cluster, progress).find(cluster.namespace(), "Deployment", deployment);
    }

    private List<JsonNode> services() {
        List<JsonNode> services = new ArrayList<>();
        cluster.get(ApiPath.of("v1", cluster.namespace(), "services"))
                .path("items")
                .forEach(item -> {
                    if (!item.at("/spec/selector").isMissingNode()) {
                        services.add(item);
                    }
                });
        return services;
    }

    private Map<ObjectName, JsonNode> others(String name, String stable, boolean bluegreen) {
        Map<ObjectName, JsonNode> others = bluegreen ? deployments() : new HashMap<>();
        others.remove(ObjectName.deployment(stable));
        for (ObjectName object : others(name)) {
            if (!object.equals(ObjectName.deployment(stable))) {
                objects.find(object).ifPresent(there -> others.put(object, there));
            }
        }
        return others;
    }

    /** The names that releases of a workload use. */
    static List<ObjectName> others(String name) {
        return List.of(
                ObjectName.deployment(name),
                ObjectName.deployment(name + CanaryRelease.SUFFIX),
                ObjectName.deployment(name + ColourPairs.SUFFIX),
                ObjectName.service(name + ColourPairs.PREVIEW));
    }

    private Map<ObjectName, JsonNode> deployments() {
        Map<ObjectName, JsonNode> deployments = new HashMap<>();
        cluster.get(ApiPath.of("apps/v1", cluster.namespace(), "deployments"))
                .path("items")
                .forEach(item -> deployments.put(
                        ObjectName.deployment(item.at("/metadata/name").asText()), item));
        return deployments;
    }

    /** Of the only ReplicaSet that has pods; empty in the middle of a rollout. */
    private String hash(Optional<JsonNode> deployment) {
        if (deployment.isEmpty()) {
            return "";
        }
        String uid = deployment.get().at("/metadata/uid").asText();
        List<String> hashes = new ArrayList<>();
        cluster.get(ApiPath.of("apps/v1", cluster.namespace(), "replicasets"))
                .path("items")
                .forEach(set -> {
                    boolean owned =
                            set.at("/metadata/ownerReferences/0/uid").asText().equals(uid);
                    if (owned
                            && set.at("/spec/replicas").asInt()
                                            + set.at("/status/replicas").asInt()
                                    > 0) {
                        hashes.add(set.at("/metadata/labels/pod-template-hash").asText());
                    }
                });
        return hashes.size() == 1 ? hashes.get(0) : "";
    }
}
