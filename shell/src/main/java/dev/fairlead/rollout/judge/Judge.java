package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Judges a workload. Only the newest revision's pods are blamed: broken pods of an old one are on their way out. */
public final class Judge {
    private Judge() {}

    /** The status of a workload at the snapshot's moment. Pure: equal arguments give equal results. */
    public static RolloutStatus judge(Snapshot snapshot, Tolerances tolerances) {
        HasMetadata workload = snapshot.workload();
        Standing standing = Standings.of(snapshot);
        List<Verdict> verdicts = new ArrayList<>(WorkloadVerdicts.of(snapshot, standing, tolerances));
        verdicts.addAll(podVerdicts(snapshot, standing, tolerances));
        verdicts.sort(Comparator.comparing(v -> !v.fatal()));
        State state = state(workload, snapshot, standing, verdicts, tolerances);
        return new RolloutStatus(
                workload.getKind().toLowerCase(Locale.ROOT) + "/"
                        + workload.getMetadata().getName(),
                Optional.ofNullable(workload.getMetadata().getNamespace()).orElse(""),
                "",
                state,
                standing.replicas(),
                standing.revision(),
                images(standing.newest(), workload),
                message(state, standing, verdicts),
                state == State.CURRENT ? List.of() : List.copyOf(verdicts),
                podLines(standing));
    }

    private static State state(
            HasMetadata workload, Snapshot snapshot, Standing standing, List<Verdict> verdicts, Tolerances tolerances) {
        if (workload.getMetadata().getDeletionTimestamp() != null) {
            return State.TERMINATING;
        }
        if (standing.complete()) {
            return settled(snapshot, standing, tolerances) ? State.CURRENT : State.IN_PROGRESS;
        }
        return verdicts.stream().anyMatch(Verdict::fatal) ? State.FAILED : State.IN_PROGRESS;
    }

    /** Whether every pod of the newest revision has been ready for the stability window. */
    private static boolean settled(Snapshot snapshot, Standing standing, Tolerances tolerances) {
        Duration window =
                standing.minReady().compareTo(tolerances.stable()) > 0 ? standing.minReady() : tolerances.stable();
        return standing.newest().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> new PodFacts(pod, List.of(), snapshot.now(), tolerances))
                .filter(PodFacts::isReady)
                .allMatch(pod -> pod.condition("Ready")
                        .map(c -> Times.of(c.getLastTransitionTime()))
                        .map(since -> !since.plus(window).isAfter(snapshot.now()))
                        .orElse(false));
    }

    private static String message(State state, Standing standing, List<Verdict> verdicts) {
        return switch (state) {
            case CURRENT -> standing.waiting();
            case TERMINATING -> "is being deleted";
            case FAILED -> verdicts.get(0).message();
            default ->
                !standing.observed()
                        ? "the controller has not seen the change yet"
                        : standing.complete() ? standing.waiting() + ", settling" : standing.waiting();
        };
    }

    private static List<Verdict> podVerdicts(Snapshot snapshot, Standing standing, Tolerances tolerances) {
        Map<String, List<Pod>> pods = new LinkedHashMap<>();
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (Pod pod : standing.newest()) {
            PodFacts facts = new PodFacts(pod, snapshot.eventsOf(pod), snapshot.now(), tolerances);
            finding(facts).ifPresent(found -> {
                String key = found.family() + "\n" + found.what() + "\n" + found.fatal();
                findings.putIfAbsent(key, found);
                pods.computeIfAbsent(key, k -> new ArrayList<>()).add(pod);
            });
        }
        List<Verdict> verdicts = new ArrayList<>();
        findings.forEach((key, found) ->
                verdicts.add(verdict(found, pods.getOrDefault(key, List.of()), standing, snapshot.workload())));
        return verdicts;
    }

    private static Verdict verdict(Finding found, List<Pod> pods, Standing standing, HasMetadata workload) {
        List<String> names =
                pods.stream().map(pod -> pod.getMetadata().getName()).toList();
        return new Verdict(
                found.family(),
                found.reason(),
                Sentences.about(names.size(), found.what()),
                found.fatal(),
                names,
                standing.newest().size(),
                found.container(),
                found.event(),
                List.of(),
                NextStep.of(found, names, workload));
    }

    private static Optional<Finding> finding(PodFacts pod) {
        if (pod.isTerminating() || "Succeeded".equals(pod.pod().getStatus().getPhase())) {
            return Optional.empty();
        }
        Optional<Finding> placement = Placement.judge(pod);
        if (placement.isPresent()) {
            return placement;
        }
        for (ContainerFacts container : pod.containers()) {
            Optional<Finding> found = ImagePulls.judge(pod, container).or(() -> Containers.judge(pod, container));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<String> images(List<Pod> newest, HasMetadata workload) {
        return Templates.of(workload).or(() -> newest.stream().findFirst().map(Pod::getSpec)).stream()
                .flatMap(spec -> spec.getContainers().stream())
                .map(container -> String.valueOf(container.getImage()))
                .toList();
    }

    private static List<RolloutStatus.PodLine> podLines(Standing standing) {
        List<RolloutStatus.PodLine> lines = new ArrayList<>();
        standing.newest().forEach(pod -> lines.add(podLine(pod, true)));
        standing.old().forEach(pod -> lines.add(podLine(pod, false)));
        lines.sort(Comparator.comparing(line -> line.terminating()));
        return lines;
    }

    private static RolloutStatus.PodLine podLine(Pod pod, boolean newest) {
        PodFacts facts = new PodFacts(pod, List.of(), Instant.EPOCH, Tolerances.DEFAULT);
        String reason = facts.containers().stream()
                .map(c -> c.waitingReason().isEmpty() && !c.isRunning()
                        ? c.ended().map(ContainerStateTerminated::getReason).orElse("")
                        : c.waitingReason())
                .filter(r -> !r.isEmpty() && !r.equals("Completed"))
                .findFirst()
                .orElse("");
        return new RolloutStatus.PodLine(
                pod.getMetadata().getName(),
                newest,
                String.valueOf(pod.getStatus().getPhase()),
                facts.isTerminating(),
                facts.isReady(),
                facts.containers().stream().mapToInt(ContainerFacts::restarts).sum(),
                reason,
                Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""));
    }
}
