package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What carries a Service's requests, as it was found, and what is needed to share them. It is the way back as well: a
 * release keeps it as JSON (every component can be written and read by a plain ObjectMapper) and hands it to each call.
 *
 * @param kind never {@link RouteChoice#AUTO}; with {@link RouteChoice#REPLICAS} every call does nothing
 * @param namespace of the Service
 * @param service the stable Service
 * @param canary the Service that selects only the candidate's pods: {@code SERVICE-canary}. It is made with routes of
 *     any kind; with replicas there is none
 * @param candidateLabels what the candidate's pods have over the labels of the stable ones, in place of those with the
 *     same keys. They belong into the candidate's template and into its selector's matchLabels; expressions of the
 *     stable selector over these keys are to be left out. Where a route shares by Service, one of them keeps the pods
 *     out of the stable Service
 * @param objects of others, with what they said
 * @param additions manifests of objects that a release adds, and that go when it ends
 * @param notes what is not touched and yet carries requests of the Service
 * @param warnings what may take the shares back or keep the candidate's pods from answering
 */
public record Routes(
        RouteChoice kind,
        String namespace,
        String service,
        String canary,
        Map<String, String> candidateLabels,
        List<RequestMatch> matches,
        List<RoutedObject> objects,
        List<JsonNode> additions,
        List<String> notes,
        List<String> warnings) {
    /** The label by which a candidate's pods are told apart. */
    public static final String TRACK = "fairlead.dev/track";

    /** The value of {@link #TRACK}. */
    public static final String CANARY = "canary";

    public Routes {
        // Sorted, so that the same finding is the same JSON.
        candidateLabels = new TreeMap<>(candidateLabels);
        matches = List.copyOf(matches);
        objects = List.copyOf(objects);
        additions = List.copyOf(additions);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** Whether requests are shared by weight, so that the number of pods need not do it. */
    public boolean weigh() {
        return kind != RouteChoice.REPLICAS;
    }

    /** The workload whose release shares them; empty where others have prepared everything. */
    String owner() {
        return additions.stream()
                .map(AddedObject::owner)
                .filter(owner -> !owner.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Where the requests are shared out, in words: {@code nginx Ingress shop}. */
    public String by() {
        return kind + " " + sharing().stream().map(RoutedObject::toString).collect(Collectors.joining(", "));
    }

    /** What {@link Traffic#prepare} makes, in words. */
    public List<String> added() {
        List<String> added = new ArrayList<>();
        additions.forEach(made -> added.add(made.path("kind").asText() + " " + JsonPieces.name(made)));
        objects.stream()
                .filter(object -> object.kept().has("subset"))
                .forEach(rule -> added.add("subset " + CANARY + " of " + rule));
        return List.copyOf(added);
    }

    /**
     * Looks whether weights can be parted so, before anything is written.
     *
     * @return where a share comes out otherwise than asked since the weights are small whole numbers, line by line
     * @throws OpsException of kind INVALID when a weight cannot be parted at all
     */
    public List<String> rounded(List<Integer> percents) {
        List<String> lines = new ArrayList<>();
        for (RoutedObject object : objects) {
            RoutedShares.form(this, object)
                    .ifPresent(form -> lines.addAll(
                            new Rounding(form, OriginalRoutes.read(object.kept())).told(object, percents)));
        }
        return List.copyOf(lines);
    }

    private List<RoutedObject> sharing() {
        return objects.stream()
                .filter(object -> kind == RouteChoice.NGINX
                        || RoutedShares.form(this, object).isPresent())
                .toList();
    }

    /** What each route does with that share, for a plan: {@code istio VirtualService web: 20 % to web-canary}. */
    public List<String> told(int percent) {
        return sharing().stream()
                .map(object -> RoutedShares.told(this, object, OptionalInt.of(percent), matches))
                .toList();
    }
}
