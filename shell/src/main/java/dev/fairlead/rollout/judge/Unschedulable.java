package dev.fairlead.rollout.judge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the scheduler's sum, e.g. {@code 0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had taint …}. */
final class Unschedulable {
    private static final Pattern SUM =
            Pattern.compile("^0/(\\d+) nodes are available: (.*?)\\.?(?: preemption: .*)?$", Pattern.DOTALL);

    private static final List<Map.Entry<String, String>> REASONS = List.of(
            Map.entry("insufficient cpu", "cpu"),
            Map.entry("insufficient memory", "memory"),
            Map.entry("insufficient ", "resources"),
            Map.entry("too many pods", "too many pods"),
            Map.entry("taint", "taint"),
            Map.entry("unschedulable", "cordoned"),
            Map.entry("free ports", "host port"),
            Map.entry("topology", "topology"),
            Map.entry("anti-affinity", "anti-affinity"),
            Map.entry("affinity", "affinity"),
            Map.entry("selector", "affinity"),
            Map.entry("volume", "volume"));

    private Unschedulable() {}

    /** The first of what the scheduler counts, in a word. */
    static String reason(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return REASONS.stream()
                .filter(known -> lower.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("unschedulable");
    }

    static String fitsNowhere(String words) {
        Matcher sum = SUM.matcher(words);
        if (!sum.find()) {
            return "fit on no node: " + words;
        }
        String nodes = sum.group(1).equals("1") ? "the only node" : "none of " + sum.group(1) + " nodes";
        return (sum.group(1).equals("1") ? "do not fit on " : "fit on ") + nodes + ": " + sum.group(2);
    }

    static String shortened(String words) {
        Matcher sum = SUM.matcher(words);
        return sum.find() ? sum.group(2) : words;
    }
}
