package dev.fairlead.gate;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholders of a query. */
final class QueryText {
    private static final List<String> NAMES = List.of("pods", "namespace", "workload", "candidate", "stable", "window");
    /** A dollar that no name follows is PromQL's own: the end of a regular expression. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\w+|\\{(\\w+)})");

    private QueryText() {}

    /** Whether it can ask something else of the stable pods than of the candidate's. */
    static boolean tellsApart(String query) {
        return PLACEHOLDER
                .matcher(query)
                .results()
                .map(QueryText::name)
                .anyMatch(List.of("pods", "candidate")::contains);
    }

    static String requireKnown(String query, GateReader reader) {
        PLACEHOLDER
                .matcher(query)
                .results()
                .map(QueryText::name)
                .filter(name -> !NAMES.contains(name))
                .forEach(name -> {
                    throw reader.wrong("its query names $" + name + "; there are $" + String.join(", $", NAMES));
                });
        return query;
    }

    /** The query with what the placeholders stand for. */
    static String filled(String query, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(query)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(name(found), found.group())));
    }

    private static String name(java.util.regex.MatchResult found) {
        return found.group(2) == null ? found.group(1) : found.group(2);
    }
}
