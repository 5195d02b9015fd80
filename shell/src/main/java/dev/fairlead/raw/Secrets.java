package dev.fairlead.raw;

import dev.fairlead.notice.Masking;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values that a script keeps from screens and logs. Safe for several threads. */
public final class Secrets {
    private static final String MASK = "***";

    private final Set<String> values = ConcurrentHashMap.newKeySet();

    /** Masks a value from now on; an empty one is no secret. Of a value of several lines each line is masked too. */
    public void add(String value) {
        value.lines().filter(line -> !line.isBlank()).forEach(values::add);
        if (!value.isBlank()) {
            values.add(value);
        }
    }

    /** The text without the values and without what looks like a credential anyhow. */
    public String masked(String text) {
        return Masking.text(withoutValues(text));
    }

    private String withoutValues(String text) {
        String masked = text;
        // A secret may hold another: the longer one goes first, or its rest would stay.
        List<String> longestFirst = values.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String value : longestFirst) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }
}
