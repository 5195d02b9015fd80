package dev.fairlead.rollout.diagnosis;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Verdict;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the cluster about what a verdict names. */
final class ClusterCheck {
    private final DiagnosisContext surroundings;
    private final Snapshot snapshot;
    private final FindingLines lines;

    ClusterCheck(DiagnosisContext surroundings, Snapshot snapshot) {
        this.surroundings = surroundings;
        this.snapshot = snapshot;
        this.lines = new FindingLines(snapshot.workload());
    }

    List<Clue> config(Verdict verdict) {
        PodSpec pod = new BlamedChange(snapshot, verdict).spec();
        Optional<MissingReference> missing = MissingReference.read(verdict.event(), pod);
        if (missing.isEmpty()) {
            return List.of();
        }
        MissingReference what = missing.get();
        Set<String> there =
                what.key().isEmpty() ? surroundings.names(what.kind()) : surroundings.keys(what.kind(), what.name());
        return List.of(ConfigClues.of(what, pod, there, lines));
    }

    List<Clue> nodes(Verdict verdict) {
        return verdict.reason().equals("scheduling gate")
                ? List.of()
                : NodeClues.of(new BlamedChange(snapshot, verdict).spec(), surroundings.nodes(true));
    }

    List<Clue> volumes(Verdict verdict) {
        List<String> wanted = new BlamedChange(snapshot, verdict)
                .spec().getVolumes().stream()
                        .filter(volume -> volume.getPersistentVolumeClaim() != null)
                        .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
                        .toList();
        return wanted.isEmpty()
                ? List.of()
                : VolumeClues.of(
                        wanted,
                        surroundings.all(PersistentVolumeClaim.class),
                        surroundings.all(StorageClass.class),
                        claimEvents(),
                        lines);
    }

    List<Clue> admission(Verdict verdict) {
        String words = verdict.event();
        return switch (verdict.reason()) {
            case "quota" -> AdmissionClues.quota(words, lines);
            case "LimitRange" -> AdmissionClues.limitRange(surroundings.names("limitranges"), lines);
            case "missing ServiceAccount" ->
                AdmissionClues.account(words, surroundings.names("serviceaccounts"), lines).stream()
                        .toList();
            case "missing PriorityClass" ->
                AdmissionClues.priority(words, surroundings.names("priorityclasses")).stream()
                        .toList();
            default -> List.of();
        };
    }

    private Map<String, String> claimEvents() {
        Map<String, Event> newest = new HashMap<>();
        for (Event event : surroundings.eventsOf("PersistentVolumeClaim")) {
            newest.merge(event.getInvolvedObject().getName(), event, (a, b) -> time(a).compareTo(time(b)) < 0 ? b : a);
        }
        Map<String, String> words = new HashMap<>();
        newest.forEach((claim, event) -> words.put(
                claim, event.getMessage() == null ? "" : event.getMessage().strip()));
        return words;
    }

    private static String time(Event event) {
        return Optional.ofNullable(event.getLastTimestamp())
                .orElse(String.valueOf(event.getMetadata().getCreationTimestamp()));
    }
}
