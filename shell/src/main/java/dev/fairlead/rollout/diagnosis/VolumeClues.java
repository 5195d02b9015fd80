package dev.fairlead.rollout.diagnosis;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why volume claims are not bound. */
final class VolumeClues {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    private VolumeClues() {}

    /**
     * @param wanted the claims that the pods name
     * @param claims those of the namespace
     * @param events the newest event's words by claim
     */
    static List<Clue> of(
            List<String> wanted,
            List<PersistentVolumeClaim> claims,
            List<StorageClass> classes,
            Map<String, String> events,
            FindingLines lines) {
        List<Clue> clues = new ArrayList<>();
        List<String> names =
                claims.stream().map(claim -> claim.getMetadata().getName()).toList();
        for (String name : wanted) {
            claims.stream()
                    .filter(claim -> claim.getMetadata().getName().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            claim -> unbound(claim, classes, events.getOrDefault(name, ""), lines)
                                    .ifPresent(clues::add),
                            () -> clues.add(new Clue(
                                    ClusterLayer.VOLUME,
                                    "there is no volume claim " + name + " in namespace " + lines.namespace()
                                            + ConfigClues.near(name, names),
                                    "cluster get pvc" + lines.in())));
        }
        return clues;
    }

    private static Optional<Clue> unbound(
            PersistentVolumeClaim claim, List<StorageClass> classes, String event, FindingLines lines) {
        String phase = claim.getStatus() == null
                ? ""
                : String.valueOf(claim.getStatus().getPhase());
        if (phase.equals("Bound")) {
            return Optional.empty();
        }
        String name = claim.getMetadata().getName();
        String what = "volume claim " + name + " is " + (phase.isEmpty() ? "Pending" : phase) + ": "
                + why(claim.getSpec().getStorageClassName(), classes);
        return Optional.of(new Clue(
                ClusterLayer.VOLUME,
                what + (event.isEmpty() ? "" : "; " + event),
                "cluster get pvc " + name + " -o yaml" + lines.in()));
    }

    private static String why(String wanted, List<StorageClass> classes) {
        List<String> names =
                classes.stream().map(c -> c.getMetadata().getName()).toList();
        if (wanted == null) {
            List<String> defaults = classes.stream()
                    .filter(c -> c.getMetadata().getAnnotations() != null
                            && "true".equals(c.getMetadata().getAnnotations().get(DEFAULT)))
                    .map(c -> c.getMetadata().getName())
                    .toList();
            return defaults.isEmpty()
                    ? "it names no storage class and none is the default; "
                            + (names.isEmpty() ? "there is none at all" : "there is " + String.join(", ", names))
                    : "it names no storage class; the default is now " + String.join(", ", defaults);
        }
        if (wanted.isEmpty()) {
            return "it wants a volume made by hand (storage class \"\"), and none fits";
        }
        return classes.stream()
                .filter(c -> c.getMetadata().getName().equals(wanted))
                .findFirst()
                .map(c -> "storage class " + wanted + " (" + c.getProvisioner() + ") has not made its volume"
                        + ("WaitForFirstConsumer".equals(c.getVolumeBindingMode())
                                ? "; it waits for a pod to be scheduled"
                                : ""))
                .orElseGet(() -> "there is no storage class " + wanted + ConfigClues.near(wanted, names));
    }
}
