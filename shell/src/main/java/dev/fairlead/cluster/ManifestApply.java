package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.Autoscalers;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Server-side apply of manifests, namespaces and definitions of kinds first. */
final class ManifestApply {
    private static final String NOT_CHECKED = "not checked";

    private final ClusterClient cluster;
    private final ApplyRequest request;
    private final Journal journal;
    private final ProgressListener progress;
    private final ManifestKinds kinds;
    private final ObjectApply objects;
    private final Autoscalers autoscalers;
    private final RevertedFieldNotes notes;
    private final List<AppliedObject> done = new ArrayList<>();

    /** Those that are made by this. */
    private final Set<String> namespaces = new HashSet<>();

    /** What a dry run found wrong: it goes on, to find the rest. */
    private final List<OpsException> refusals = new ArrayList<>();

    ManifestApply(ClusterClient cluster, ApplyRequest request, Journal journal, ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.journal = journal;
        this.progress = progress;
        this.kinds = new ManifestKinds(cluster);
        this.objects = new ObjectApply(cluster, request.forceConflicts());
        this.autoscalers = new Autoscalers(cluster, progress);
        this.notes = new RevertedFieldNotes(cluster, request.scope(), progress);
    }

    /** Nothing is changed before every document was found to be complete, of a known kind and of the right namespace. */
    List<AppliedObject> apply(List<Manifest> manifests) {
        RefusedManifests refused = new RefusedManifests();
        DefinedKinds defined = new DefinedKinds(manifests);
        manifests.forEach(manifest -> refused.collect(() -> check(manifest, defined)));
        refused.check();
        List<Manifest> ordered = new ArrayList<>(manifests);
        ordered.sort(Comparator.comparingInt(ManifestApply::rank));
        if (ordered.size() > 1 && !request.dryRun()) {
            new ApplyRights(cluster, kinds, defined).require(ordered);
        }
        for (int i = 0; i < ordered.size(); i++) {
            apply(ordered.get(i), defined, ordered.size());
        }
        if (!refusals.isEmpty()) {
            String count = refusals.size() + " of " + ordered.size() + " objects are refused";
            OpsException failure = refusals.size() == 1 ? refusals.get(0) : RefusedManifests.together(refusals, count);
            throw new PartialChange(failure.message(), failure, failure.hints(), done);
        }
        return done;
    }

    private void check(Manifest manifest, DefinedKinds defined) {
        ManifestKinds.checkNamespace(manifest, request.scope().namespace());
        if (manifest.kind().equals("Namespace")) {
            namespaces.add(manifest.name());
        }
        if (defined.of(manifest).isEmpty()) {
            kinds.type(manifest);
        }
    }

    private static int rank(Manifest manifest) {
        return manifest.kind().equals("Namespace") ? 0 : manifest.isDefinition() ? 1 : 2;
    }

    private void apply(Manifest manifest, DefinedKinds defined, int total) {
        long began = System.nanoTime();
        String shown = manifest.kind() + " " + manifest.name();
        try {
            AppliedObject object = outcome(manifest, defined);
            done.add(object);
            String title = object.object() + " " + object.outcome();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            progress.on(
                    request.dryRun()
                            ? new ProgressEvent.Planned(title + " (dry run)")
                            : new ProgressEvent.Finished(shown, title, true, took));
            record(object);
        } catch (Cancelled e) {
            throw new Cancelled("cancelled at " + shown + "; " + donePhrase(total));
        } catch (OpsException e) {
            if (request.dryRun() && e.kind() != FailureKind.UNREACHABLE) {
                refusals.add(e);
                return;
            }
            String message = done.isEmpty() ? e.message() : e.message() + "\n" + donePhrase(total);
            throw new PartialChange(message, e, done.isEmpty() ? e.hints() : again(e.hints()), done);
        }
    }

    /** An apply that was made in part goes on by the same line. */
    private List<String> again(List<String> hints) {
        Set<String> all = new LinkedHashSet<>(hints);
        all.add(request.line());
        return List.copyOf(all);
    }

    private String donePhrase(int total) {
        return done.size() + " of " + total + " objects " + (request.dryRun() ? "checked" : "applied") + " before";
    }

    private AppliedObject outcome(Manifest manifest, DefinedKinds defined) {
        if (defined.of(manifest).isPresent() && !served(manifest)) {
            return new AppliedObject(
                    new ObjectRef(manifest.kind().toLowerCase(Locale.ROOT), manifest.name()),
                    manifest.namespace(),
                    NOT_CHECKED,
                    true);
        }
        ResourceType type = kinds.type(manifest);
        ObjectRef object = ObjectRef.of(type, manifest.name());
        String namespace =
                !type.namespaced() ? "" : manifest.namespace().isEmpty() ? cluster.namespace() : manifest.namespace();
        try {
            return applied(object, namespace, send(manifest, object, type, namespace));
        } catch (ApiFailure e) {
            // A dry run makes no namespace, so nothing in it can be checked.
            if (request.dryRun() && namespaces.contains(namespace) && e.kind() == FailureKind.NOT_FOUND) {
                return new AppliedObject(object, namespace, NOT_CHECKED, true);
            }
            throw ApplyFailures.of(manifest, object, e, request.line());
        }
    }

    private AppliedObject applied(ObjectRef object, String namespace, ObjectApply.Applied applied) {
        boolean changes = request.dryRun() && applied.outcome().equals("configured");
        List<String> diff =
                changes ? ObjectApply.diff(object, applied.before().orElseThrow(), applied.after()) : List.of();
        return new AppliedObject(object, namespace, applied.outcome(), request.dryRun(), diff, Optional.empty(), "");
    }

    private ObjectApply.Applied send(Manifest manifest, ObjectRef object, ResourceType type, String namespace) {
        ObjectNode body = manifest.object().deepCopy();
        if (type.namespaced()) {
            ((ObjectNode) body.path("metadata")).put("namespace", namespace);
        }
        ApplyForm.apply(body).forEach(left -> progress.warn(object + ": " + left));
        ApiPath path = type.path(namespace, manifest.name());
        Optional<JsonNode> before = cluster.find(path);
        boolean autoscaled = isAutoscaled(before, object, type, namespace, body);
        ObjectApply.Applied applied = objects.apply(path, body, before, autoscaled, request.dryRun());
        notes.tell(object, namespace, applied);
        return applied;
    }

    /** Takes the count of pods out of the body where an autoscaler sets it. */
    private boolean isAutoscaled(
            Optional<JsonNode> before, ObjectRef object, ResourceType type, String namespace, ObjectNode body) {
        Optional<Integer> said = Autoscalers.count(body);
        if (before.flatMap(Autoscalers::count).isEmpty()) {
            return false;
        }
        Optional<String> scaler = autoscalers.of(namespace, type.kind(), object.name());
        if (scaler.isPresent() && said.isPresent()) {
            progress.note(object + ": replicas " + said.get() + " is left out, " + scaler.get() + " owns the count");
            body.withObject("/spec").remove("replicas");
        }
        return scaler.isPresent();
    }

    private boolean served(Manifest manifest) {
        if (!request.dryRun()) {
            kinds.awaitServed(manifest);
        }
        return kinds.serves(manifest);
    }

    private void record(AppliedObject object) {
        if (!request.dryRun() && !object.outcome().equals("unchanged")) {
            ChangePlace place = ChangePlace.in(cluster.context(), object.namespace());
            journal.record(place, "apply", object.object().toString(), object.outcome());
        }
    }
}
