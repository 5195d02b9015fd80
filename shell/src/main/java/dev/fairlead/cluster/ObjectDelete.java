package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.CurrentLine;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.AccessReview;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deletes objects, with what they own in the background, and waits until they are gone. */
final class ObjectDelete {
    private final ClusterClient cluster;
    private final DeleteRequest request;
    private final Journal journal;
    private final Confirmation confirmation;
    private final ProgressListener progress;
    private final List<AppliedObject> done = new ArrayList<>();

    ObjectDelete(
            ClusterClient cluster,
            DeleteRequest request,
            Journal journal,
            Confirmation confirmation,
            ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.journal = journal;
        this.confirmation = confirmation;
        this.progress = progress;
    }

    /** By kind with names, a selector, or all. */
    List<AppliedObject> delete(List<NamedObjects> targets) {
        boolean named = targets.stream().noneMatch(target -> target.names().isEmpty());
        if (named == (request.all() || !request.labels().isEmpty())) {
            throw new OpsException(
                            FailureKind.USAGE,
                            named
                                    ? "names cannot be given together with a selector or --all"
                                    : "say which objects: by name, with -l SELECTOR, or --all")
                    .hint("cluster get " + String.join(" ", request.words()));
        }
        List<Doomed> objects = new ArrayList<>();
        for (NamedObjects target : targets) {
            objects.addAll(found(target));
        }
        return delete(objects, !named, true);
    }

    /** The objects of manifests, last first; those that are not there are said to be so. */
    List<AppliedObject> deleteAll(List<Manifest> manifests) {
        List<Doomed> objects = new ArrayList<>();
        for (Manifest manifest : manifests) {
            ResourceType type = cluster.discovery().find(manifest.apiVersion(), manifest.kind());
            String own = manifest.namespace().isEmpty() ? cluster.namespace() : manifest.namespace();
            objects.add(Doomed.of(type, type.namespaced() ? own : "", manifest.name()));
        }
        Collections.reverse(objects);
        return delete(objects, false, false);
    }

    private List<Doomed> found(NamedObjects target) {
        ResourceType type = target.type();
        String namespace = type.namespaced() ? cluster.namespace() : "";
        if (!target.names().isEmpty()) {
            return target.names().stream()
                    .map(name -> Doomed.of(type, namespace, name))
                    .toList();
        }
        GetRequest all =
                new GetRequest(request.scope(), request.words(), false, request.labels(), "", 500, "", false, false);
        return new ObjectReader(cluster, all, progress)
                .list(type).rows().stream()
                        .map(row -> Doomed.of(type, namespace, row.name()))
                        .toList();
    }

    private List<AppliedObject> delete(List<Doomed> objects, boolean bySelector, boolean mustExist) {
        if (objects.isEmpty()) {
            progress.note("nothing to delete in " + cluster.place());
            return List.of();
        }
        if (objects.size() > 1 && !request.dryRun()) {
            require(objects);
        }
        confirm(objects, bySelector);
        return request.untilGone()
                ? CurrentLine.within(request.limit(), () -> deleted(objects, mustExist))
                : deleted(objects, mustExist);
    }

    private List<AppliedObject> deleted(List<Doomed> objects, boolean mustExist) {
        try {
            for (Doomed object : objects) {
                delete(object, mustExist);
            }
            if (request.untilGone() && !request.dryRun()) {
                new DeletionWait(cluster, request.limit(), progress).await(done);
            }
            return done.stream().map(this::ended).toList();
        } catch (Cancelled e) {
            throw new Cancelled("cancelled; " + doneOf(objects), left(objects, false));
        } catch (PartialChange e) {
            throw e;
        } catch (OpsException e) {
            if (done.isEmpty() || objects.size() == 1) {
                throw e;
            }
            List<String> hints = new ArrayList<>(e.hints());
            hints.addAll(left(objects, e.kind() == FailureKind.NOT_FOUND));
            throw new PartialChange(e.message() + "\n" + doneOf(objects), e, hints, done);
        }
    }

    /** All that it takes, asked before anything goes. */
    private void require(List<Doomed> objects) {
        Operation operation = request.untilGone() ? Operation.REMOVE : Operation.DELETE;
        List<Right> needed = objects.stream()
                .flatMap(object -> operation.on(object.type(), object.namespace(), object.name()).stream())
                .toList();
        new AccessReview(cluster).require("delete " + objects.size() + " objects", needed);
    }

    private String doneOf(List<Doomed> objects) {
        return done.size() + " of " + objects.size() + " deleted" + (done.isEmpty() ? "" : ": " + names(done));
    }

    /**
     * The line that goes on; none where nothing is left.
     *
     * @param missing whether the one that came next is not there
     */
    private List<String> left(List<Doomed> objects, boolean missing) {
        List<Doomed> left = objects.subList(Math.min(objects.size(), done.size() + (missing ? 1 : 0)), objects.size());
        if (left.isEmpty()) {
            return List.of();
        }
        String what = request.sources().isEmpty()
                ? left.stream().map(object -> object.ref().toString()).collect(Collectors.joining(" "))
                : String.join(
                        " ",
                        request.sources().stream().map(source -> "-f " + source).toList());
        return List.of(request.scope().on("cluster delete " + what));
    }

    private void delete(Doomed object, boolean mustExist) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions").put("propagationPolicy", "Background");
        request.grace().ifPresent(grace -> options.put("gracePeriodSeconds", grace.toSeconds()));
        if (request.dryRun()) {
            options.putArray("dryRun").add("All");
        }
        String outcome = "deletion started";
        String uid = "";
        try {
            JsonNode answer = cluster.send("DELETE", object.path(), ClusterClient.JSON, options, ClusterClient.JSON);
            uid = answer.path("metadata")
                    .path("uid")
                    .asText(answer.path("details").path("uid").asText(""));
            if (!request.dryRun()) {
                ChangePlace place = ChangePlace.in(cluster.context(), object.namespace());
                journal.record(place, "delete", object.ref().toString(), outcome);
            }
        } catch (ApiFailure e) {
            if (e.kind() == FailureKind.NOT_FOUND && mustExist) {
                throw new MissingObject(cluster, object.type()).named(object.name(), e);
            }
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            outcome = "not there";
        }
        done.add(new AppliedObject(
                object.ref(),
                object.namespace(),
                outcome,
                request.dryRun(),
                List.of(),
                Optional.of(object.path()),
                uid));
    }

    private AppliedObject ended(AppliedObject object) {
        boolean gone = object.outcome().equals("deletion started") && (request.untilGone() || request.dryRun());
        return gone ? object.withOutcome("deleted") : object;
    }

    private void confirm(List<Doomed> objects, boolean bySelector) {
        boolean namespaces = objects.stream()
                .anyMatch(o -> o.type().plural().equals("namespaces")
                        && o.type().group().isEmpty());
        if (request.agreed() || request.dryRun() || !(namespaces || bySelector)) {
            return;
        }
        String what = refs(objects.stream().map(Doomed::ref).toList());
        String where = namespaces ? "context " + cluster.context() : cluster.place();
        Optional<Boolean> answer =
                confirmation.answer(where + ": delete " + what + (namespaces ? " with everything in it" : "") + "?");
        if (answer.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, where + ": deleting " + what + " wants to be confirmed")
                    .hint("add --yes to the line");
        }
        if (!answer.get()) {
            throw new Cancelled("nothing was deleted");
        }
    }

    private static String names(List<AppliedObject> objects) {
        return refs(objects.stream().map(AppliedObject::object).toList());
    }

    private static String refs(List<ObjectRef> refs) {
        List<String> first = refs.stream().limit(5).map(ObjectRef::toString).toList();
        int more = refs.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    /** What is to go. A name that is refused is so before anything else goes. */
    private record Doomed(ResourceType type, String namespace, String name, ApiPath path) {
        static Doomed of(ResourceType type, String namespace, String name) {
            return new Doomed(type, namespace, name, type.path(namespace, name));
        }

        ObjectRef ref() {
            return ObjectRef.of(type, name);
        }
    }
}
