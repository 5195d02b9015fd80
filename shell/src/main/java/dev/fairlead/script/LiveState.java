package dev.fairlead.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.GetRequest;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.journal.ChangePlace;
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
                    scope(thing.place())
                            .map(scope -> services.clusters().identity(scope).uid());
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
        if (!(change.place() instanceof ChangePlace.InContext place)) {
            return Optional.empty();
        }
        Seen seen = new Seen(ChangePlace.in(place.context(), ""), CLUSTER, CLUSTER, "");
        return identity(seen).map(uid -> new Seen(seen.place(), CLUSTER, CLUSTER, uid));
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

    /** Empty for what is on no cluster, and for contexts that are not known here. */
    private Optional<ClusterScope> scope(ChangePlace place) {
        if (!(place instanceof ChangePlace.InContext known) || !isContext(known.context())) {
            return Optional.empty();
        }
        ClusterScope scope = ClusterScope.CURRENT.inContext(known.context());
        return Optional.of(known.namespace().isEmpty() ? scope : scope.inNamespace(known.namespace()));
    }

    private boolean isContext(String name) {
        return services.clusters().contexts().stream().map(KubeContext::name).anyMatch(name::equals);
    }
}
