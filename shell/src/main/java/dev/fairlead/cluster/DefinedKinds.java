package dev.fairlead.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds that manifests define for each other: looked up once for each object, of which there may be thousands. */
public final class DefinedKinds {
    private final Map<String, List<Manifest>> definitions = new HashMap<>();

    public DefinedKinds(List<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            if (manifest.isDefinition()) {
                String kind = manifest.object().at("/spec/names/kind").asText();
                definitions.computeIfAbsent(kind, any -> new ArrayList<>()).add(manifest);
            }
        }
    }

    /** The CustomResourceDefinition that defines a manifest's kind. */
    public Optional<Manifest> of(Manifest manifest) {
        return definitions.getOrDefault(manifest.kind(), List.of()).stream()
                .filter(definition -> definition.defines(manifest))
                .findFirst();
    }
}
