package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.Locale;

/**
 * Objects that a release adds beside those of others. They get none of the others' labels and annotations, by which
 * whoever prunes or tracks would take them for his own.
 */
final class AddedObject {
    /** Names the stable Service; by it an object is known to be one of ours. */
    static final String OF = "fairlead.dev/traffic-of";

    /** Names the workload whose release made it. */
    private static final String FOR = "fairlead.dev/traffic-for";

    private AddedObject() {}

    static ObjectNode of(JsonNode like, String name, String service, String namespace) {
        ObjectNode made = JsonPieces.object();
        made.put("apiVersion", like.path("apiVersion").asText());
        made.put("kind", like.path("kind").asText());
        ObjectNode meta = made.putObject("metadata");
        meta.put("name", name).put("namespace", namespace);
        meta.putObject("labels").put("app.kubernetes.io/managed-by", "fairlead");
        meta.putObject("annotations").put(OF, service);
        return made;
    }

    static boolean isOf(String service, JsonNode object) {
        return object.path("metadata").path("annotations").path(OF).asText("").equals(service);
    }

    /** Writes down whose release makes it. */
    static void own(JsonNode manifest, String owner) {
        ((ObjectNode) manifest).withObject("/metadata/annotations").put(FOR, owner);
    }

    /** Whose release makes or made it; empty where nobody wrote it down. */
    static String owner(JsonNode object) {
        return object.path("metadata").path("annotations").path(FOR).asText("");
    }

    /** Whether the release of another workload made it. */
    static boolean isAnothers(String owner, JsonNode object) {
        return !owner.isEmpty() && !owner(object).isEmpty() && !owner(object).equals(owner);
    }

    static OpsException refusal(JsonNode object) {
        String kind = object.path("kind").asText();
        return new OpsException(
                        FailureKind.CONFLICT,
                        kind + " " + JsonPieces.name(object) + " is there already: the release of " + owner(object)
                                + " shares out the requests of the same service, and one release at a time can do that")
                .hint("rollout status " + owner(object) + " -n " + JsonPieces.namespace(object))
                .hint("cluster get " + kind.toLowerCase(Locale.ROOT) + " " + JsonPieces.name(object) + " -n "
                        + JsonPieces.namespace(object) + " -o yaml");
    }

    /** The Service that selects the candidate's pods and offers what the stable one offers. */
    static ObjectNode service(JsonNode stable, String name) {
        ObjectNode made = of(stable, name, JsonPieces.name(stable), JsonPieces.namespace(stable));
        made.put("apiVersion", "v1").put("kind", "Service");
        ObjectNode spec = made.putObject("spec");
        for (JsonNode port : stable.at("/spec/ports")) {
            ObjectNode copy = port.deepCopy();
            copy.remove("nodePort");
            spec.withArray("/ports").add(copy);
        }
        for (String field : new String[] {"sessionAffinity", "sessionAffinityConfig", "publishNotReadyAddresses"}) {
            if (stable.path("spec").has(field)) {
                spec.set(field, stable.path("spec").path(field));
            }
        }
        if (stable.at("/spec/clusterIP").asText().equals("None")) {
            spec.put("clusterIP", "None");
        }
        return made;
    }
}
