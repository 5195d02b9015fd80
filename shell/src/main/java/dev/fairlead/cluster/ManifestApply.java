package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Query;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Server-side apply of manifests, namespaces and definitions of kinds first. */
final class ManifestApply {
    static final String MANAGER = "fairlead";
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
    private static final String NOT_CHECKED = "not checked";

    private final ClusterClient cluster;
    private final ApplyRequest request;
    private final Journal journal;
    private final ProgressListener progress;
    private final List<AppliedObject> done = new ArrayList<>();

    ManifestApply(ClusterClient cluster, ApplyRequest request, Journal journal, ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.journal = journal;
        this.progress = progress;
    }

    /** Nothing is changed before every document was found to be complete, of a known kind and of the right namespace. */
    List<AppliedObject> apply(List<Manifest> manifests) {
        manifests.forEach(manifest -> check(manifest, manifests));
        List<Manifest> ordered = new ArrayList<>(manifests);
        ordered.sort(Comparator.comparingInt(ManifestApply::rank));
        for (int i = 0; i < ordered.size(); i++) {
            apply(ordered.get(i), manifests, ordered.size());
        }
        return done;
    }

    private void check(Manifest manifest, List<Manifest> all) {
        Optional<String> wanted = request.scope().namespace();
        if (wanted.isPresent()
                && !manifest.namespace().isEmpty()
                && !manifest.namespace().equals(wanted.get())) {
            throw new OpsException(
                    FailureKind.INVALID,
                    manifest.place(".metadata.namespace") + ": " + manifest.kind() + " " + manifest.name()
                            + " is of namespace " + manifest.namespace() + ", and -n says " + wanted.get());
        }
        if (all.stream().noneMatch(other -> other.defines(manifest))) {
            type(manifest);
        }
    }

    private ResourceType type(Manifest manifest) {
        try {
            return cluster.discovery().find(manifest.apiVersion(), manifest.kind());
        } catch (OpsException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            throw new OpsException(
                    FailureKind.INVALID,
                    manifest.place(".kind") + ": the server serves no " + manifest.kind() + " of "
                            + manifest.apiVersion(),
                    List.of(),
                    new KindHints(cluster.discovery()).hints(manifest.kind()),
                    e);
        }
    }

    private static int rank(Manifest manifest) {
        return manifest.kind().equals("Namespace") ? 0 : manifest.isDefinition() ? 1 : 2;
    }

    private void apply(Manifest manifest, List<Manifest> all, int total) {
        long began = System.nanoTime();
        String shown = manifest.kind() + " " + manifest.name();
        try {
            AppliedObject object = outcome(manifest, all);
            done.add(object);
            String title = object.object() + " " + object.outcome() + (request.dryRun() ? " (dry run)" : "");
            progress.on(new ProgressEvent.Finished(shown, title, true, Duration.ofNanos(System.nanoTime() - began)));
            record(object);
        } catch (Cancelled e) {
            throw new Cancelled("cancelled at " + shown + "; " + donePhrase(total));
        } catch (OpsException e) {
            String message = done.isEmpty() ? e.message() : e.message() + "\n" + donePhrase(total);
            throw new PartlyDone(message, e, e.hints(), done);
        }
    }

    private String donePhrase(int total) {
        return done.size() + " of " + total + " objects " + (request.dryRun() ? "checked" : "applied") + " before";
    }

    private AppliedObject outcome(Manifest manifest, List<Manifest> all) {
        Optional<Manifest> definition =
                all.stream().filter(other -> other.defines(manifest)).findFirst();
        if (definition.isPresent() && !served(manifest)) {
            return new AppliedObject(
                    new ObjectRef(manifest.kind().toLowerCase(Locale.ROOT), manifest.name()),
                    manifest.namespace(),
                    NOT_CHECKED,
                    true);
        }
        ResourceType type = type(manifest);
        ObjectRef object = ObjectRef.of(type, manifest.name());
        String namespace =
                !type.namespaced() ? "" : manifest.namespace().isEmpty() ? cluster.namespace() : manifest.namespace();
        try {
            return new AppliedObject(object, namespace, send(manifest, type, namespace), request.dryRun());
        } catch (ApiFailure e) {
            if (request.dryRun() && madeHere(namespace, all) && e.kind() == FailureKind.NOT_FOUND) {
                return new AppliedObject(object, namespace, NOT_CHECKED, true);
            }
            throw ApplyFailures.of(manifest, object, e);
        }
    }

    /** A dry run makes no namespace, so nothing in it can be checked. */
    private static boolean madeHere(String namespace, List<Manifest> all) {
        return all.stream()
                .anyMatch(m -> m.kind().equals("Namespace") && m.name().equals(namespace));
    }

    private String send(Manifest manifest, ResourceType type, String namespace) {
        String path = type.path(namespace, manifest.name());
        Optional<JsonNode> before = cluster.find(path);
        ObjectNode body = manifest.object().deepCopy();
        if (type.namespaced()) {
            ((ObjectNode) body.path("metadata")).put("namespace", namespace);
        }
        String query = new Query()
                .with("fieldManager", MANAGER)
                .with("force", request.forceConflicts())
                .with("fieldValidation", "Strict")
                .with("dryRun", request.dryRun() ? "All" : "")
                .on(path);
        JsonNode after = cluster.send("PATCH", query, ClusterClient.JSON, body, ClusterClient.APPLY);
        if (before.isEmpty()) {
            return "created";
        }
        return essence(before.get()).equals(essence(after)) ? "unchanged" : "configured";
    }

    /** What users mean by the object: without the server's own counts and the record of owners. */
    private static JsonNode essence(JsonNode object) {
        ObjectNode essence = object.deepCopy();
        essence.remove("status");
        if (essence.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("managedFields", "resourceVersion", "generation"));
        }
        return essence;
    }

    /** Waits until the server serves the kind, which takes it a moment after its definition was made. */
    private boolean served(Manifest manifest) {
        long end = System.nanoTime() + SERVED_WITHIN.toNanos();
        while (true) {
            if (cluster.discovery().serves(manifest.apiVersion(), manifest.kind())) {
                return true;
            }
            if (request.dryRun()) {
                return false;
            }
            if (System.nanoTime() > end) {
                throw new OpsException(
                        FailureKind.TIMEOUT,
                        manifest.place() + ": the server does not serve " + manifest.kind() + " "
                                + SERVED_WITHIN.toSeconds() + " s after its definition was applied");
            }
            pause();
            cluster.discovery().refresh();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled");
        }
    }

    private void record(AppliedObject object) {
        if (!request.dryRun() && !object.outcome().equals("unchanged")) {
            String in = object.namespace().isEmpty() ? "" : "/" + object.namespace();
            journal.record(cluster.context() + in, "apply", object.object().toString(), object.outcome());
        }
    }
}
