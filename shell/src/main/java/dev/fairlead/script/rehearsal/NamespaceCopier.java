package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads namespaces of a cluster; it asks for nothing but reads. What it may not read is told and left out. */
final class NamespaceCopier {
    private static final int PAGE = 500;
    private static final List<String> SERVERS_OWN = List.of("selfLink", "deletionGracePeriodSeconds");

    private final ClusterClient cluster;
    private final WorkloadCopySelection selection;
    private final SecretMask mask = new SecretMask();
    private final CopiedObjects copied = new CopiedObjects();

    NamespaceCopier(ClusterClient cluster, WorkloadCopySelection selection) {
        this.cluster = cluster;
        this.selection = selection;
    }

    /** @throws OpsException where the server does not answer or there is no such namespace */
    CopiedObjects copy(List<String> namespaces) {
        namespace("kube-system", false);
        for (String namespace : namespaces) {
            namespace(namespace, true);
            for (CopiedKind kind : CopiedKind.ALL) {
                List<ObjectNode> read = read(kind, namespace);
                read.stream().filter(object -> selection.takes(kind, object)).forEach(object -> take(kind, object));
            }
        }
        selection.requireFound(String.join(", ", namespaces));
        if (!copied.of("Secret").isEmpty()) {
            copied.tell("the values of secrets are masked; their keys are there");
        }
        new MissingConfig(copied, mask).fill();
        return copied;
    }

    /** Its identity is what pins compare. */
    private void namespace(String name, boolean wanted) {
        try {
            Optional<JsonNode> found = cluster.find(ApiPath.namespace(name));
            if (found.isEmpty() && wanted) {
                throw new OpsException(
                                FailureKind.NOT_FOUND,
                                "context " + cluster.context() + " has no namespace " + name + " to be rehearsed in")
                        .hint("cluster ns");
            }
            found.ifPresent(object -> copied.addNamespace(named(object, "v1", "Namespace")));
        } catch (OpsException e) {
            if (e.kind() != FailureKind.DENIED) {
                throw e;
            }
            copied.tell(
                    "namespace " + name + " may not be read: it has another identity here, so that pins do not hold");
            copied.addNamespace(CopiedDocuments.namespace(name));
        }
    }

    private List<ObjectNode> read(CopiedKind kind, String namespace) {
        for (String version : kind.asked()) {
            try {
                return read(kind, version, namespace);
            } catch (OpsException e) {
                if (e.kind() == FailureKind.DENIED) {
                    copied.tell(kind.plural() + " of " + namespace + " may not be read; they are left out");
                    return List.of();
                }
                if (e.kind() != FailureKind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        copied.tell("the server has no " + kind.plural() + " in a form that the sandbox knows; they are left out");
        return List.of();
    }

    private List<ObjectNode> read(CopiedKind kind, String version, String namespace) {
        List<ObjectNode> objects = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = cluster.get(
                    kind.path(version, namespace).with("limit", PAGE).with("continue", next));
            page.path("items").forEach(item -> objects.add(named(item, kind.apiVersion(), kind.kind())));
            next = page.at("/metadata/continue").asText("");
        } while (!next.isEmpty());
        return objects;
    }

    /** A list's items do not say what they are. */
    private static ObjectNode named(JsonNode item, String apiVersion, String kind) {
        ObjectNode object = item.deepCopy();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.withObject("/metadata").remove(SERVERS_OWN);
        CopiedDocuments.dropUnsetTimes(object);
        return object;
    }

    private void take(CopiedKind kind, ObjectNode object) {
        if (object.at("/metadata").has("deletionTimestamp")) {
            copied.tell(kind.typed(object) + " is being deleted; it is left out");
            return;
        }
        if (kind.kind().equals("Job") && !CopiedDocuments.isFinished(object)) {
            copied.tell(kind.typed(object) + " still runs; it is left out");
            return;
        }
        if (kind.kind().equals("Secret")) {
            mask.mask(object);
        }
        if (kind.runs() || kind.isRevision()) {
            CopiedDocuments.trouble(object)
                    .ifPresent(why -> copied.tell(
                            kind.typed(object) + " is not well there (" + why + "); here its pods are taken for well"));
            object.remove("status");
        }
        copied.add(kind, object);
    }
}
