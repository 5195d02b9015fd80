package dev.fairlead.rollout.judge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the scheduler's sum, e.g. {@code 0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint …}.
 * Behind it stands, since 1.24, what preemption would do, and since 1.32 {@code no new claims to deallocate} before that
 * (kubernetes, scheduler framework, types.go and the plugins' PostFilter).
 */
final class Unschedulable {
    private static final Pattern SUM = Pattern.compile(
            "^0/(\\d+) nodes are available: (.*?)\\.?(?: no new claims to deallocate,?)?(?: preemption: .*)?$",
            Pattern.DOTALL);

    private static final List<Map.Entry<String, String>> REASONS = List.of(
            Map.entry("insufficient cpu", "cpu"),
            Map.entry("insufficient memory", "memory"),
            Map.entry("insufficient ", "resources"),
            Map.entry("too many pods", "too many pods"),
            Map.entry("volume node affinity", "volume"),
            Map.entry("taint", "taint"),
            Map.entry("unschedulable", "cordoned"),
            Map.entry("free ports", "host port"),
            Map.entry("topology", "topology"),
            Map.entry("anti-affinity", "anti-affinity"),
            Map.entry("affinity", "affinity"),
            Map.entry("selector", "affinity"),
            Map.entry("volume", "volume"));

    /** What schedulers newer than 1.34 say while they make room. */
    private static final Pattern MAKES_ROOM =
            Pattern.compile("preemption: found a potential placement for pod on node ([^\\s,]+)");

    private Unschedulable() {}

    /** The node on which the scheduler is making room. */
    static Optional<String> roomOn(String words) {
        Matcher room = MAKES_ROOM.matcher(words);
        return room.find() ? Optional.of(room.group(1).replaceFirst("\\.$", "")) : Optional.empty();
    }

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
            return Sentences.because("fit on no node", words);
        }
        String nodes = sum.group(1).equals("1") ? "the only node" : "none of " + sum.group(1) + " nodes";
        return (sum.group(1).equals("1") ? "do not fit on " : "fit on ") + nodes + ": " + sum.group(2);
    }

    static String shortened(String words) {
        Matcher sum = SUM.matcher(words);
        return sum.find() ? sum.group(2) : words;
    }
}
