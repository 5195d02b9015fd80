package dev.fairlead.rollout.judge;

import java.util.List;
import java.util.Optional;

/**
 * A workload's status.
 *
 * @param workload as it is typed, e.g. {@code deployment/web}
 * @param revision the newest revision's number; empty where the kind has none
 * @param images of the newest revision's containers
 * @param message what it waits for, or that nothing is left to wait for
 * @param verdicts fatal ones first
 * @param pods of the newest revision first, those on their way out last
 */
public record RolloutStatus(
        String workload,
        String namespace,
        String context,
        State state,
        Replicas replicas,
        String revision,
        List<String> images,
        String message,
        List<Verdict> verdicts,
        List<PodLine> pods) {

    /** One pod as a line of the status. */
    public record PodLine(
            String name,
            boolean newest,
            String phase,
            boolean terminating,
            boolean ready,
            int restarts,
            String reason,
            String node) {}

    /** Whether waiting longer makes no difference. */
    public boolean over() {
        return state != State.IN_PROGRESS;
    }

    /** What there is to say beyond the counts while nothing has failed; empty where they say it all. */
    public String remark() {
        boolean said = state != State.CURRENT && state != State.IN_PROGRESS || message.equals(Counts.waiting(replicas));
        return said ? "" : message;
    }

    /** The verdict that ends the rollout. */
    public Optional<Verdict> fatal() {
        return verdicts.stream().filter(Verdict::fatal).findFirst();
    }

    /** What other layers say of its verdicts, in their order. */
    public List<Clue> findings() {
        return verdicts.stream().flatMap(verdict -> verdict.findings().stream()).toList();
    }

    public RolloutStatus withVerdicts(List<Verdict> newVerdicts) {
        return new RolloutStatus(
                workload,
                namespace,
                context,
                state,
                replicas,
                revision,
                images,
                message,
                List.copyOf(newVerdicts),
                pods);
    }

    public RolloutStatus inContext(String name) {
        return new RolloutStatus(workload, namespace, name, state, replicas, revision, images, message, verdicts, pods);
    }
}
