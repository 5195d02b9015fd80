package dev.fairlead.rollout.judge;

import java.util.List;

/**
 * Why a workload is not what it should be.
 *
 * @param reason one or two words, e.g. {@code no such tag}
 * @param message a sentence without its subject, e.g. {@code 3 pods cannot pull team/web:v9: no such tag}
 * @param fatal whether waiting cannot help
 * @param pods the pods it is about, of the newest revision
 * @param ofPods how many pods that revision has
 * @param container the container it is about; empty where it is about the pod or the workload
 * @param event the cluster's own words
 * @param log the last lines of the log that tells more; empty where none does
 * @param findings what other layers say of it; empty where they were not asked
 * @param next a line to type next; empty where there is none
 */
public record Verdict(
        Family family,
        String reason,
        String message,
        boolean fatal,
        List<String> pods,
        int ofPods,
        String container,
        String event,
        List<String> log,
        List<Clue> findings,
        String next) {

    /** Of which no other layer was asked yet. */
    public Verdict(
            Family family,
            String reason,
            String message,
            boolean fatal,
            List<String> pods,
            int ofPods,
            String container,
            String event,
            List<String> log,
            String next) {
        this(family, reason, message, fatal, pods, ofPods, container, event, log, List.of(), next);
    }

    /** The same verdict where waiting longer cannot help any more. */
    Verdict asFatal() {
        return new Verdict(family, reason, message, true, pods, ofPods, container, event, log, findings, next);
    }

    /** The same verdict with the tail of a log. */
    public Verdict withLog(List<String> lines) {
        return new Verdict(
                family, reason, message, fatal, pods, ofPods, container, event, List.copyOf(lines), findings, next);
    }

    /** The same verdict with what other layers say of it. */
    public Verdict withFindings(List<Clue> clues) {
        return new Verdict(
                family, reason, message, fatal, pods, ofPods, container, event, log, List.copyOf(clues), next);
    }
}
