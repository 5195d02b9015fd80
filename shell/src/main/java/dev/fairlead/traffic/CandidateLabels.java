package dev.fairlead.traffic;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Labels by which the candidate's pods are told from the stable ones: those they need, and for each selector that is
 * not to take them one key with another value.
 *
 * @param pods the labels of the stable pods
 * @param needed labels that the candidate's pods must have
 * @param cost how much else another value would change for the pods with these labels
 */
record CandidateLabels(Map<String, String> pods, Map<String, String> needed, ToIntFunction<Map<String, String>> cost) {
    private static final int LONGEST = 63;

    /** What dashboards and meshes know an application by; changed only where nothing else can be. */
    private static final Set<String> NAMES =
            Set.of("app", "k8s-app", "name", "app.kubernetes.io/name", "app.kubernetes.io/instance");

    /** @throws OpsException of kind CONFLICT when a selector takes all that the candidate's pods must have */
    Map<String, String> avoiding(List<Map<String, String>> selectors) {
        Map<String, String> labels = new TreeMap<>(needed);
        labels.put(Routes.TRACK, Routes.CANARY);
        for (Map<String, String> selector : selectors) {
            if (over(labels).entrySet().containsAll(selector.entrySet())) {
                String key = key(selector, labels)
                        .orElseThrow(() -> new OpsException(
                                FailureKind.CONFLICT,
                                "the candidate's pods cannot be told from the stable ones: both would be selected by "
                                        + selector));
                labels.put(key, other(selector.getOrDefault(key, "")));
            }
        }
        return labels;
    }

    /** The labels of the candidate's pods in all. */
    Map<String, String> over(Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(pods);
        all.putAll(labels);
        return all;
    }

    private Optional<String> key(Map<String, String> selector, Map<String, String> labels) {
        return selector.keySet().stream()
                .filter(key -> !labels.containsKey(key))
                .min(Comparator.<String>comparingInt(key -> cost.applyAsInt(with(labels, key, selector)))
                        .thenComparing(NAMES::contains)
                        .thenComparing(Comparator.naturalOrder()));
    }

    private Map<String, String> with(Map<String, String> labels, String key, Map<String, String> selector) {
        Map<String, String> all = over(labels);
        all.put(key, other(String.valueOf(selector.get(key))));
        return all;
    }

    private static String other(String value) {
        String suffix = value.isEmpty() ? Routes.CANARY : "-" + Routes.CANARY;
        return value.substring(0, Math.min(value.length(), LONGEST - suffix.length())) + suffix;
    }
}
