package dev.fairlead.gate;

import java.util.List;
import java.util.stream.Collectors;

/** Names as a regular expression of PromQL, which always matches whole values. */
final class PodsRegex {
    /** Matches no name. */
    static final String NOBODY = "-";

    private PodsRegex() {}

    /** Matches the names only; those of one ReplicaSet share their beginning, which stands there once. */
    static String of(List<String> names) {
        if (names.isEmpty()) {
            return NOBODY;
        }
        String prefix = names.stream()
                .map(name -> name.substring(0, name.lastIndexOf('-') + 1))
                .reduce(PodsRegex::common)
                .orElse("");
        String rest = names.stream()
                .map(name -> escaped(name.substring(prefix.length())))
                .sorted()
                .distinct()
                .collect(Collectors.joining("|"));
        return names.size() == 1 ? escaped(prefix) + rest : escaped(prefix) + "(" + rest + ")";
    }

    private static String common(String a, String b) {
        int end = 0;
        while (end < Math.min(a.length(), b.length()) && a.charAt(end) == b.charAt(end)) {
            end++;
        }
        return a.substring(0, end);
    }

    /** A dot within brackets needs no backslash, which PromQL's strings would take for their own. */
    static String escaped(String text) {
        return text.replace(".", "[.]");
    }
}
