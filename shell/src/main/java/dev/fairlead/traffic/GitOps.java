package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.FieldOwner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tools that hold an object to what a repository says, and may take a share back. */
final class GitOps {
    private static final String ARGO = "Argo CD";
    private static final String FLUX = "Flux";
    private static final String HELM = "Helm";

    /** Labels and annotations that name their keeper. */
    private static final Map<String, String> MARKS = Map.of(
            "argocd.argoproj.io/instance", ARGO,
            "argocd.argoproj.io/tracking-id", ARGO,
            "kustomize.toolkit.fluxcd.io/name", FLUX,
            "helm.toolkit.fluxcd.io/name", FLUX,
            "meta.helm.sh/release-name", HELM);

    private static final Map<String, String> MANAGERS = Map.of(
            "argocd-controller", ARGO,
            "argocd-application-controller", ARGO,
            "kustomize-controller", FLUX,
            "helm-controller", FLUX,
            "helm", HELM);

    private GitOps() {}

    static List<String> warnings(JsonNode object) {
        Set<String> keepers = new LinkedHashSet<>();
        JsonNode meta = object.path("metadata");
        for (String field : List.of("labels", "annotations")) {
            JsonPieces.strings(meta.path(field)).keySet().stream()
                    .filter(MARKS::containsKey)
                    .forEach(key -> keepers.add(MARKS.get(key)));
        }
        if (meta.at("/labels").path("app.kubernetes.io/managed-by").asText("").equals(HELM)) {
            keepers.add(HELM);
        }
        for (FieldOwner owner : FieldOwner.of(object)) {
            String keeper = MANAGERS.get(owner.manager());
            if (keeper != null) {
                keepers.add(keeper);
            }
        }
        // Flux's and Argo's charts bear Helm's marks too, and are not Helm's to upgrade.
        if (keepers.size() > 1) {
            keepers.remove(HELM);
        }
        String told = object.path("kind").asText() + " " + JsonPieces.name(object);
        return keepers.stream()
                .map(keeper -> keeper.equals(HELM)
                        ? told + " belongs to a Helm release: an upgrade before the end of the release takes the"
                                + " shares back"
                        : told + " is kept by " + keeper + ", which may take the shares back at any time; suspend it"
                                + " for the release, or let it ignore the weights")
                .toList();
    }
}
