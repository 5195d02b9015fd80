package dev.fairlead.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Label selectors as they stand in requests. */
public final class SelectorText {
    private SelectorText() {}

    /** As {@code kubectl -l} takes it. */
    public static String of(LabelSelector selector) {
        List<String> parts = new ArrayList<>();
        Optional.ofNullable(selector.getMatchLabels())
                .orElse(Map.of())
                .forEach((key, value) -> parts.add(key + "=" + value));
        for (LabelSelectorRequirement wanted : selector.getMatchExpressions()) {
            String values = "(" + String.join(",", wanted.getValues()) + ")";
            parts.add(
                    switch (wanted.getOperator()) {
                        case "In" -> wanted.getKey() + " in " + values;
                        case "NotIn" -> wanted.getKey() + " notin " + values;
                        case "Exists" -> wanted.getKey();
                        default -> "!" + wanted.getKey();
                    });
        }
        return String.join(",", parts);
    }
}
