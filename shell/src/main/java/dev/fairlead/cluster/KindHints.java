package dev.fairlead.cluster;

import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.Discovery;
import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Where a manifest's kind may be found instead. */
final class KindHints {
    private final Discovery discovery;

    KindHints(Discovery discovery) {
        this.discovery = discovery;
    }

    List<String> hints(String kind) {
        List<String> hints = new ArrayList<>();
        try {
            List<ResourceType> all = discovery.all();
            List<String> kinds = all.stream().map(ResourceType::kind).distinct().toList();
            List<String> near = NearestNames.to(kind, kinds, 2);
            for (ResourceType type : all) {
                if (near.contains(type.kind()) && hints.size() < 2) {
                    hints.add("apiVersion: " + type.apiVersion() + ", kind: " + type.kind());
                }
            }
        } catch (OpsException e) {
            // The hint is not worth a failure of its own.
            return List.of("cluster kinds");
        }
        hints.add("cluster kinds");
        return hints;
    }
}
