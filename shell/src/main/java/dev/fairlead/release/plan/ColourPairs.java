package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ReleaseLabels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two Deployments of blue-green releases: NAME is blue, NAME-green is green. */
public final class ColourPairs {
    public static final String SUFFIX = "-green";
    public static final String PREVIEW = "-preview";
    public static final String GREEN = "green";

    private ColourPairs() {}

    /** The colour that a Service selects; empty before the first blue-green release. */
    public static String of(JsonNode service) {
        return ServiceSelectors.of(service).getOrDefault(ReleaseLabels.COLOR, "");
    }

    /** The colour that the Services of a Deployment's pods select, whichever it has itself; empty where they do not. */
    public static String selected(List<JsonNode> services, JsonNode deployment) {
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        return services.stream()
                .filter(service -> !of(service).isEmpty())
                .filter(service -> {
                    Map<String, String> selector = ServiceSelectors.of(service);
                    selector.remove(ReleaseLabels.COLOR);
                    return ServiceSelectors.selects(selector, labels);
                })
                .map(ColourPairs::of)
                .findFirst()
                .orElse("");
    }

    /**
     * The name of the Deployment that serves.
     *
     * @param green the second Deployment; empty where there is none
     */
    public static String serving(String name, List<JsonNode> services, Optional<JsonNode> green) {
        boolean served =
                green.filter(object -> selected(services, object).equals(GREEN)).isPresent();
        return served ? name + SUFFIX : name;
    }

    static String color(String name, String deployment) {
        return deployment.equals(name) ? "blue" : GREEN;
    }

    /** What cannot be released as it was asked: pods that do not serve. */
    static void refuse(PlanBuilder builder) {
        String name = builder.workload().name();
        ReleaseObservation observation = builder.observed();
        if (builder.request().shape() instanceof Strategy.BlueGreen) {
            return;
        }
        Optional<JsonNode> green = Optional.ofNullable(observation.others().get(ObjectName.deployment(name + SUFFIX)));
        refusePlain(
                name,
                builder.image(),
                builder.request().shape().name(),
                observation.namespace(),
                observation.services(),
                green);
    }

    /** @throws OpsException of kind CONFLICT when the other colour serves */
    public static void refusePlain(
            String name,
            String image,
            String strategy,
            String namespace,
            List<JsonNode> services,
            Optional<JsonNode> green) {
        if (serving(name, services, green).equals(name)) {
            return;
        }
        throw new OpsException(
                        FailureKind.CONFLICT,
                        "cannot release deployment/" + name + " (" + strategy + "): it does not serve, deployment/"
                                + name + SUFFIX + " does")
                .hint("rollout deploy " + name + " --image " + image + " --strategy bluegreen -n " + namespace);
    }
}
