package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the newest revision's pods; pods that suffer from the same share a verdict. */
final class PodVerdicts {
    private PodVerdicts() {}

    private record Same(Family family, String reason, String what, String container) {}

    private record Sick(Pod pod, Finding finding) {}

    static List<Verdict> of(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        Map<Same, List<Sick>> groups = new LinkedHashMap<>();
        boolean evicted = Evictions.loop(standing, tolerances);
        for (Pod pod : standing.newest()) {
            finding(PodFacts.of(pod, snapshot, tolerances), evicted)
                    .ifPresent(found -> groups.computeIfAbsent(
                                    new Same(found.family(), found.reason(), found.what(), found.container()),
                                    key -> new ArrayList<>())
                            .add(new Sick(pod, found)));
        }
        List<Verdict> verdicts = new ArrayList<>();
        groups.values().forEach(sick -> verdicts.add(verdict(sick, standing, snapshot.workload())));
        return verdicts;
    }

    /** The fatal ones first: their events and logs are the evidence. */
    private static Verdict verdict(List<Sick> group, WorkloadStanding standing, HasMetadata workload) {
        List<Sick> sick = new ArrayList<>(group);
        sick.sort((a, b) -> Boolean.compare(b.finding().fatal(), a.finding().fatal()));
        Finding first = sick.get(0).finding();
        List<String> names =
                sick.stream().map(s -> s.pod().getMetadata().getName()).toList();
        return new Verdict(
                first.family(),
                first.reason(),
                Sentences.about(names.size(), first.what()) + restarts(sick),
                first.fatal(),
                names,
                standing.newest().size(),
                first.container(),
                first.event(),
                List.of(),
                NextStep.of(first, names, workload));
    }

    private static String restarts(List<Sick> sick) {
        int most = sick.stream().mapToInt(s -> s.finding().restarts()).max().orElse(0);
        int least = sick.stream().mapToInt(s -> s.finding().restarts()).min().orElse(0);
        if (most == 0) {
            return "";
        }
        return ", restarted " + (most == least ? "" : "up to ") + Sentences.times(most);
    }

    /** @param evicted whether evictions for the pods' own limits go on */
    private static Optional<Finding> finding(PodFacts pod, boolean evicted) {
        if (pod.isTerminating() || "Succeeded".equals(pod.pod().getStatus().getPhase())) {
            return Optional.empty();
        }
        return Evictions.judge(pod, evicted)
                .or(() -> Placement.judge(pod))
                .or(() -> worst(pod))
                .or(() -> Probes.gate(pod))
                .or(() -> UnexplainedPods.event(pod))
                .or(() -> UnexplainedPods.failed(pod));
    }

    private static Optional<Finding> worst(PodFacts pod) {
        List<Finding> found = new ArrayList<>();
        for (ContainerFacts container : pod.containers()) {
            ImagePullVerdicts.judge(pod, container)
                    .or(() -> Containers.judge(pod, container))
                    .ifPresent(found::add);
        }
        return found.stream()
                .filter(Finding::fatal)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }
}
