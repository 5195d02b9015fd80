package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Which controller takes an Ingress. */
record IngressClasses(List<JsonNode> classes) {
    static final String OLD_CLASS = "kubernetes.io/ingress.class";
    private static final String CONTROLLER = "k8s.io/ingress-nginx";
    private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";

    boolean isNginx(JsonNode ingress) {
        String named = named(ingress);
        if (named.isEmpty()) {
            return classes.stream()
                    .anyMatch(c -> isNginxClass(c)
                            && c.at("/metadata/annotations")
                                    .path(DEFAULT)
                                    .asText("")
                                    .equals("true"));
        }
        return classes.stream()
                .filter(c -> JsonPieces.name(c).equals(named))
                .findFirst()
                .map(IngressClasses::isNginxClass)
                // Before there were classes as objects, this was the controller's name for itself.
                .orElse(named.equals("nginx"));
    }

    /** The class's name; empty where the Ingress has none. */
    static String named(JsonNode ingress) {
        String old = ingress.at("/metadata/annotations").path(OLD_CLASS).asText("");
        return old.isEmpty() ? ingress.at("/spec/ingressClassName").asText("") : old;
    }

    private static boolean isNginxClass(JsonNode ingressClass) {
        return ingressClass.at("/spec/controller").asText("").equals(CONTROLLER);
    }
}
