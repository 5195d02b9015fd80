package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.DefinedKinds;
import dev.fairlead.cluster.Manifest;
import dev.fairlead.cluster.ManifestKinds;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes members of manifests, in the order in which they are applied. */
final class SetMembers {
    static final String WAVE = "fairlead.dev/wave";

    private final ClusterClient cluster;
    private final ManifestKinds kinds;
    private final Optional<String> onlyNamespace;

    /** @param onlyNamespace that of the line; no manifest may name another */
    SetMembers(ClusterClient cluster, Optional<String> onlyNamespace) {
        this.cluster = cluster;
        this.kinds = new ManifestKinds(cluster);
        this.onlyNamespace = onlyNamespace;
    }

    /** @throws OpsException of kind INVALID for an unknown kind, a wrong namespace or wave, or an object given twice */
    List<SetMember> of(List<Manifest> manifests) {
        Map<ObjectKey, SetMember> members = new LinkedHashMap<>();
        DefinedKinds definitions = new DefinedKinds(manifests);
        for (Manifest manifest : manifests) {
            ManifestKinds.checkNamespace(manifest, onlyNamespace);
            SetMember member = member(manifest, definitions);
            SetMember twice = members.putIfAbsent(member.key(), member);
            if (twice != null) {
                throw new OpsException(
                        FailureKind.INVALID,
                        manifest.place() + ": " + member.key() + " is in the set twice; it stands at "
                                + twice.manifest().place() + " too");
            }
        }
        List<SetMember> ordered = new ArrayList<>(members.values());
        ordered.sort(Comparator.comparing(SetMember::rank).thenComparingInt(SetMember::wave));
        return ordered;
    }

    private SetMember member(Manifest manifest, DefinedKinds definitions) {
        Optional<Manifest> definition = definitions.of(manifest);
        boolean unserved = definition.isPresent() && !kinds.serves(manifest);
        ResourceType type = unserved ? defined(definition.get(), manifest) : kinds.type(manifest);
        String named = manifest.namespace().isEmpty() ? cluster.namespace() : manifest.namespace();
        String namespace = type.namespaced() ? named : "";
        ObjectNode body = manifest.object().deepCopy();
        if (type.namespaced()) {
            body.withObject("/metadata").put("namespace", namespace);
        }
        return new SetMember(
                manifest,
                type,
                namespace,
                ApplyOrder.of(type.group(), type.kind()),
                wave(manifest),
                unserved,
                body,
                false);
    }

    /** The kind as its definition says it, since the server does not serve it yet. */
    private static ResourceType defined(Manifest definition, Manifest manifest) {
        JsonNode spec = definition.object().path("spec");
        JsonNode names = spec.path("names");
        String apiVersion = manifest.apiVersion();
        return new ResourceType(
                spec.path("group").asText(),
                apiVersion.substring(apiVersion.indexOf('/') + 1),
                manifest.kind(),
                names.path("plural").asText(),
                names.path("singular").asText(manifest.kind().toLowerCase(Locale.ROOT)),
                List.of(),
                List.of(),
                spec.path("scope").asText().equals("Namespaced"),
                List.of());
    }

    private static int wave(Manifest manifest) {
        JsonNode wave = manifest.object().path("metadata").path("annotations").path(WAVE);
        if (wave.isMissingNode()) {
            return 0;
        }
        try {
            return Integer.parseInt(wave.asText().strip());
        } catch (NumberFormatException e) {
            throw new OpsException(
                    FailureKind.INVALID,
                    manifest.place(".metadata.annotations." + WAVE) + ": " + WAVE + " is a whole number, not \""
                            + wave.asText() + "\"");
        }
    }
}
