package dev.fairlead.cluster;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Namespaces;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.rights.AccessReview;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What it takes to apply several manifests, asked before the first of them is. */
final class ApplyRights {
    private final ClusterClient cluster;
    private final ManifestKinds kinds;
    private final DefinedKinds defined;
    private final AccessReview review;

    /** @param defined the kinds that are made on the way */
    ApplyRights(ClusterClient cluster, ManifestKinds kinds, DefinedKinds defined) {
        this.cluster = cluster;
        this.kinds = kinds;
        this.defined = defined;
        this.review = new AccessReview(cluster);
    }

    /**
     * In a namespace that is made on the way, and of kinds that are, the server alone can tell.
     *
     * @throws dev.fairlead.failure.OpsException of kind DENIED that names each right which is missing
     */
    void require(List<Manifest> manifests) {
        Set<String> made = manifests.stream()
                .filter(manifest -> manifest.kind().equals("Namespace"))
                .map(Manifest::name)
                .filter(name -> Namespaces.isMissing(cluster, name))
                .collect(Collectors.toSet());
        List<Manifest> known = manifests.stream()
                .filter(manifest -> defined.of(manifest).isEmpty())
                .filter(manifest -> !made.contains(namespace(manifest)))
                .toList();
        List<Right> needed = new ArrayList<>();
        Set<Right> perhaps = new HashSet<>();
        known.forEach(manifest -> {
            needed.addAll(rights(Operation.CHANGE, manifest));
            perhaps.addAll(rights(Operation.CREATE, manifest));
        });
        review.begin(needed);
        if (!review.missing(perhaps).isEmpty()) {
            known.stream()
                    .filter(this::isNew)
                    .forEach(manifest -> needed.addAll(rights(Operation.APPLY_NEW, manifest)));
        }
        review.require("apply " + manifests.size() + " objects", needed);
    }

    /** Where it may not be read, what is missing is that. */
    private boolean isNew(Manifest manifest) {
        List<Right> read = rights(Operation.READ, manifest);
        return review.missing(read).isEmpty()
                && cluster.find(type(manifest).path(namespace(manifest), manifest.name()))
                        .isEmpty();
    }

    private List<Right> rights(Operation operation, Manifest manifest) {
        return operation.on(type(manifest), namespace(manifest), manifest.name());
    }

    private ResourceType type(Manifest manifest) {
        return kinds.type(manifest);
    }

    private String namespace(Manifest manifest) {
        if (!type(manifest).namespaced()) {
            return "";
        }
        return manifest.namespace().isEmpty() ? cluster.namespace() : manifest.namespace();
    }
}
