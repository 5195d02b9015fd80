package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import dev.fairlead.rollout.judge.RolloutStatus.PodLine;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pods of a status, those that go last. */
final class PodLines {
    private static final Set<String> SAY_NOTHING = Set.of("", "ContainerCreating", "PodInitializing");

    private static final String PENDING = "Pending";

    private PodLines() {}

    static List<PodLine> of(WorkloadStanding standing, List<Verdict> verdicts) {
        List<PodLine> lines = new ArrayList<>();
        standing.newest().forEach(pod -> lines.add(line(pod, true, verdicts)));
        standing.old().forEach(pod -> lines.add(line(pod, false, List.of())));
        lines.sort(Comparator.comparing(PodLine::terminating));
        return lines;
    }

    private static PodLine line(Pod pod, boolean newest, List<Verdict> verdicts) {
        PodFacts facts = PodFacts.of(pod);
        return new PodLine(
                pod.getMetadata().getName(),
                newest,
                Optional.ofNullable(pod.getStatus().getPhase()).orElse(PENDING),
                facts.isTerminating(),
                facts.isReady(),
                facts.containers().stream().mapToInt(ContainerFacts::restarts).sum(),
                facts.isTerminating() ? "" : reason(pod, facts, verdicts),
                Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""));
    }

    /** The kubelet's own word; a verdict's where an event told more than the pod's status does yet. */
    private static String reason(Pod pod, PodFacts facts, List<Verdict> verdicts) {
        String said = said(pod, facts);
        return !SAY_NOTHING.contains(said)
                ? said
                : verdicts.stream()
                        .filter(verdict ->
                                verdict.pods().contains(pod.getMetadata().getName()))
                        .map(Verdict::reason)
                        .findFirst()
                        .orElse(said);
    }

    private static String said(Pod pod, PodFacts facts) {
        return facts.containers().stream()
                .map(c -> c.waitingReason().isEmpty() && !c.isRunning()
                        ? c.ended().map(ContainerStateTerminated::getReason).orElse("")
                        : c.waitingReason())
                .filter(r -> !r.isEmpty() && !r.equals("Completed"))
                .findFirst()
                .or(() -> Optional.ofNullable(pod.getStatus().getReason()))
                .or(() -> facts.condition("PodScheduled")
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .map(PodCondition::getReason))
                .orElse("");
    }
}
