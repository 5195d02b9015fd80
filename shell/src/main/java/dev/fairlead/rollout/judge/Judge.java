package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Judges a workload. Only the newest revision's pods are blamed: broken pods of an old one are on their way out. */
public final class Judge {
    private Judge() {}

    /** Whether objects of a kind, of those that run no pods themselves, have anything that is worth waiting for. */
    public static boolean isWaitedFor(String group, String kind) {
        return ObjectJudge.isWaitedFor(group, kind);
    }

    /** The status of a workload at the snapshot's moment. Pure: equal arguments give equal results. */
    public static RolloutStatus judge(Snapshot snapshot, Tolerances tolerances) {
        HasMetadata workload = snapshot.workload();
        if (workload instanceof GenericKubernetesResource object) {
            return ObjectJudge.judge(new ObjectView(object), snapshot, tolerances);
        }
        WorkloadStanding standing = Standings.of(snapshot);
        List<Verdict> verdicts = verdicts(snapshot, standing, tolerances);
        Settling settling = new Settling(snapshot, standing, tolerances);
        State state = state(snapshot, standing, verdicts, settling);
        return new RolloutStatus(
                workload.getKind().toLowerCase(Locale.ROOT) + "/"
                        + workload.getMetadata().getName(),
                Optional.ofNullable(workload.getMetadata().getNamespace()).orElse(""),
                "",
                state,
                standing.replicas(),
                standing.revision(),
                images(standing.newest(), workload),
                message(state, standing, verdicts, settling),
                state == State.CURRENT ? List.of() : List.copyOf(verdicts),
                PodLines.of(standing, verdicts));
    }

    /** Fatal ones first; among them what says why before what only says that nothing moves. */
    private static List<Verdict> verdicts(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        List<Verdict> verdicts = new ArrayList<>(WorkloadVerdicts.of(snapshot, standing, tolerances));
        Optional<Verdict> deadline = WorkloadVerdicts.deadline(snapshot, standing, tolerances);
        PodVerdicts.of(snapshot, standing, tolerances).stream()
                .map(verdict -> deadline.isPresent() && Probes.isUnready(verdict) ? verdict.asFatal() : verdict)
                .forEach(verdicts::add);
        deadline.ifPresent(verdicts::add);
        verdicts.sort(Comparator.comparing(v -> !v.fatal()));
        return verdicts;
    }

    private static State state(
            Snapshot snapshot, WorkloadStanding standing, List<Verdict> verdicts, Settling settling) {
        if (snapshot.workload().getMetadata().getDeletionTimestamp() != null) {
            return State.TERMINATING;
        }
        if (standing.complete()) {
            return settling.isOver() ? State.CURRENT : State.IN_PROGRESS;
        }
        return verdicts.stream().anyMatch(Verdict::fatal) ? State.FAILED : State.IN_PROGRESS;
    }

    private static String message(State state, WorkloadStanding standing, List<Verdict> verdicts, Settling settling) {
        return switch (state) {
            case CURRENT -> standing.waiting() + settling.seen();
            case TERMINATING -> "is being deleted";
            case FAILED -> verdicts.get(0).message();
            default ->
                !standing.observed()
                        ? "the controller has not seen the change yet"
                        : standing.complete() ? standing.waiting() + settling.waiting() : standing.waiting();
        };
    }

    private static List<String> images(List<Pod> newest, HasMetadata workload) {
        return TemplateFields.of(workload).or(() -> newest.stream().findFirst().map(Pod::getSpec)).stream()
                .flatMap(spec -> spec.getContainers().stream())
                .map(Container::getImage)
                .filter(Objects::nonNull)
                .toList();
    }
}
