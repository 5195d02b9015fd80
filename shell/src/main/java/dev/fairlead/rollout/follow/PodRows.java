package dev.fairlead.rollout.follow;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The pods of a status with what only the pods themselves say: their age and image. */
final class PodRows {
    private PodRows() {}

    static List<ProgressEvent.PodRow> of(RolloutStatus status, Snapshot snapshot) {
        Map<String, Pod> byName = snapshot.pods().stream()
                .collect(Collectors.toMap(pod -> pod.getMetadata().getName(), Function.identity(), (a, b) -> a));
        return status.pods().stream()
                .map(line -> row(line, Optional.ofNullable(byName.get(line.name())), snapshot.now()))
                .toList();
    }

    private static ProgressEvent.PodRow row(RolloutStatus.PodLine line, Optional<Pod> pod, Instant now) {
        return new ProgressEvent.PodRow(
                line.name(),
                line.newest(),
                line.terminating() ? "Terminating" : line.phase(),
                line.ready(),
                line.restarts(),
                pod.map(known -> known.getMetadata().getCreationTimestamp())
                        .map(Instant::parse)
                        .orElse(now),
                line.reason(),
                pod.map(known -> known.getSpec().getContainers().get(0).getImage())
                        .orElse(""),
                line.node());
    }
}
