package dev.fairlead.prometheus;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One series of an answer of Prometheus.
 *
 * @param labels without the metric's name
 * @param values one for an instant, several for a range; those that are no number are left out
 */
public record Series(Map<String, String> labels, List<Double> values) {
    /** As PromQL writes it; empty without labels. */
    public String shown() {
        return labels.isEmpty()
                ? ""
                : labels.entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    public boolean hasData() {
        return !values.isEmpty();
    }
}
