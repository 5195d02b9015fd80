package dev.fairlead.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.GetRequest;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.journal.JournalEntry;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.api.ScriptServices;
import dev.fairlead.script.run.ClusterSnapshots;
import java.util.Optional;

/** Asks clusters, registries and the engine what there is of what a run changed. */
final class LiveState implements ClusterSnapshots {
    private static final String CLUSTER = "cluster";
    private static final String ABSENT = "absent";

    private final ScriptServices services;

    LiveState(ScriptServices services) {
        this.services = services;
    }

    @Override
    public Optional<String> identity(Seen thing) {
        try {
            return switch (thing.action()) {
                case "push" ->
                    services.images()
                            .get()
                            .remoteDigest(ImageReference.parse(thing.target()))
                            .or(() -> Optional.of(ABSENT));
                case "build", "tag" ->
                    Optional.of(services.images().get().inspect(thing.target()).id());
                case CLUSTER ->
                    Optional.of(services.clusters()
                            .identity(ClusterScope.CURRENT.inContext(thing.place()))
                            .uid());
                default ->
                    scope(thing.place())
                            .filter(scope -> thing.target().contains("/"))
                            .map(scope -> object(scope, thing.target()));
            };
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.of(ABSENT);
            }
            throw e;
        }
    }

    @Override
    public Optional<Seen> cluster(JournalEntry change) {
        return scope(change.place())
                .flatMap(ClusterScope::context)
                .map(context -> new Seen(context, CLUSTER, CLUSTER, ""))
                .flatMap(seen -> identity(seen).map(uid -> new Seen(seen.place(), CLUSTER, CLUSTER, uid)));
    }

    private String object(ClusterScope scope, String target) {
        JsonNode metadata = services.clusters()
                .get(GetRequest.of(target).in(scope), ProgressListener.SILENT)
                .document()
                .path("metadata");
        long generation = metadata.path("generation").asLong();
        return "uid " + metadata.path("uid").asText()
                + (generation > 0
                        ? ", generation " + generation
                        : ", version " + metadata.path("resourceVersion").asText());
    }

    /** {@code context/namespace}, or a context alone; the names of contexts may have slashes. */
    private Optional<ClusterScope> scope(String place) {
        int slash = place.lastIndexOf('/');
        if (isContext(place)) {
            return Optional.of(ClusterScope.CURRENT.inContext(place));
        }
        return slash > 0 && isContext(place.substring(0, slash))
                ? Optional.of(ClusterScope.CURRENT
                        .inContext(place.substring(0, slash))
                        .inNamespace(place.substring(slash + 1)))
                : Optional.empty();
    }

    private boolean isContext(String name) {
        return services.clusters().contexts().stream().map(KubeContext::name).anyMatch(name::equals);
    }
}
