package dev.fairlead.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;

/** The two Deployments of blue-green releases: NAME is blue, NAME-green is green. */
final class Colours {
    /** On pods and in the selectors of their Services. */
    static final String LABEL = "fairlead.dev/color";

    static final String SUFFIX = "-green";
    static final String PREVIEW = "-preview";

    private Colours() {}

    /** The colour that a Service selects; empty before the first blue-green release. */
    static String of(JsonNode service) {
        return Selectors.of(service).getOrDefault(LABEL, "");
    }

    /** The name of the Deployment that serves, by the Service of that name. */
    static String serving(String name, Optional<JsonNode> service) {
        return service.map(Colours::of).orElse("").equals("green") ? name + SUFFIX : name;
    }

    static String color(String name, String deployment) {
        return deployment.equals(name) ? "blue" : "green";
    }

    /** What cannot be released as it was asked: pods that do not serve. */
    static void refuse(Blueprint blueprint) {
        String name = blueprint.workload().name();
        Optional<JsonNode> service = blueprint.observed().service(name);
        if (blueprint.request().shape() instanceof Strategy.BlueGreen) {
            return;
        }
        refusePlain(name, blueprint.image(), blueprint.request().shape().name(), service);
    }

    /** @throws OpsException of kind CONFLICT when the other colour serves */
    static void refusePlain(String name, String image, String strategy, Optional<JsonNode> service) {
        if (serving(name, service).equals(name)) {
            return;
        }
        throw new OpsException(
                        FailureKind.CONFLICT,
                        "cannot release deployment/" + name + " (" + strategy + "): it does not serve, deployment/"
                                + name + SUFFIX + " does")
                .details(List.of("service/" + name + " selects "
                        + String.join(",", Selectors.words(Selectors.of(service.orElseThrow())))))
                .hint("rollout deploy " + name + " --image " + image + " --strategy bluegreen");
    }
}
