package dev.fairlead.gate;

import dev.fairlead.prometheus.PrometheusApi;
import dev.fairlead.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The metric that Prometheus has of a side of a release.
 *
 * @param matcher which of its place's matchers finds it
 * @param statusLabel the label with the status code; empty where the preset needs none
 */
record FoundMetric(MetricFamily family, int matcher, String statusLabel) {
    /** The first family of which there is something; asks Prometheus once. */
    static Optional<FoundMetric> in(PrometheusApi prometheus, PresetGate gate, ReleaseSide side, Duration limit) {
        List<Map<String, String>> series = prometheus.series(selectors(gate, side), limit);
        for (MetricFamily family : families(gate, side)) {
            String name = family.metric(gate.preset());
            List<String> matchers = family.place().matchers(side);
            for (int i = 0; i < matchers.size(); i++) {
                LabelMatchers wanted = LabelMatchers.of(matchers.get(i));
                Optional<FoundMetric> found = found(
                        gate,
                        family,
                        i,
                        series.stream()
                                .filter(labels -> name.equals(labels.get("__name__")) && wanted.match(labels))
                                .toList());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<FoundMetric> found(
            PresetGate gate, MetricFamily family, int matcher, List<Map<String, String>> series) {
        if (series.isEmpty()) {
            return Optional.empty();
        }
        return gate.preset() == PresetGate.Preset.ERROR_RATE
                ? series.stream()
                        .flatMap(labels -> MetricFamily.statusLabel(labels).stream())
                        .findFirst()
                        .map(label -> new FoundMetric(family, matcher, label))
                : Optional.of(new FoundMetric(family, matcher, ""));
    }

    private static List<MetricFamily> families(PresetGate gate, ReleaseSide side) {
        // Who sees only Services cannot compare the pods of one Deployment.
        boolean podsOnly = gate.bounds().compared() && !side.alone();
        return MetricFamily.KNOWN.stream()
                .filter(family -> !family.metric(gate.preset()).isEmpty())
                .filter(family -> !podsOnly || family.place().seesPods())
                .toList();
    }

    /** One for each matcher, with the names of all families that have it. */
    private static List<String> selectors(PresetGate gate, ReleaseSide side) {
        Set<String> selectors = new LinkedHashSet<>();
        List<MetricFamily> families = families(gate, side);
        for (MetricFamily.Place place : MetricFamily.Place.values()) {
            String names = families.stream()
                    .filter(family -> family.place() == place)
                    .map(family -> family.metric(gate.preset()))
                    .collect(Collectors.joining("|"));
            if (!names.isEmpty()) {
                place.matchers(side)
                        .forEach(matcher -> selectors.add("{__name__=~\"" + names + "\"," + matcher
                                + (gate.preset() == PresetGate.Preset.ERROR_RATE ? "" : ",le=\"+Inf\"") + "}"));
            }
        }
        return new ArrayList<>(selectors);
    }

    /** What the preset measures of a side. */
    String query(PresetGate gate, ReleaseSide side) {
        String window = "[" + Durations.text(gate.window()) + "]";
        if (gate.preset() != PresetGate.Preset.ERROR_RATE) {
            String quantile = "histogram_quantile(" + gate.preset().quantile() + ", sum by (le) (rate("
                    + selector(gate, side, "") + window + ")))";
            return family.unit() == 1 ? quantile : quantile + " * " + family.unit();
        }
        // Without an error there is no series of errors, which is none, not unknown.
        return "(sum(rate(" + selector(gate, side, statusLabel + "=~\"5..\"") + window + ")) or vector(0)) / sum(rate("
                + selector(gate, side, "") + window + "))";
    }

    /** How many requests that is about. */
    String requests(PresetGate gate, ReleaseSide side) {
        String all = gate.preset() == PresetGate.Preset.ERROR_RATE ? "" : "le=\"+Inf\"";
        return "sum(increase(" + selector(gate, side, all) + "[" + Durations.text(gate.window()) + "]))";
    }

    private String selector(PresetGate gate, ReleaseSide side, String further) {
        List<String> matchers =
                new ArrayList<>(List.of(family.place().matchers(side).get(matcher)));
        gate.only().ifPresent(matchers::add);
        if (!further.isEmpty()) {
            matchers.add(further);
        }
        return family.metric(gate.preset()) + "{" + String.join(",", matchers) + "}";
    }
}
