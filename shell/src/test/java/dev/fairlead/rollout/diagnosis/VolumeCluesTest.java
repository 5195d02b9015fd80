package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VolumeCluesTest {
    private static final String PENDING = "volume claim data is Pending: ";

    @Test
    void aClaimThatIsNotThereIsToldWithThoseOfLikeName() {
        check(
                List.of(claim("date", "{}", "Bound")),
                List.of(),
                "there is no volume claim data in namespace shop; there is date");
    }

    @Test
    void aBoundClaimIsFine() {
        check(List.of(claim("data", "{}", "Bound")), List.of());
    }

    @Test
    void anUnboundClaimIsToldByItsStorageClass() {
        check(
                List.of(claim("data", "{storageClassName: fats}", "Pending")),
                List.of(storage("fast", false, "Immediate")),
                PENDING + "there is no storage class fats; there is fast");
        check(
                List.of(claim("data", "{storageClassName: fast}", "Pending")),
                List.of(storage("fast", false, "WaitForFirstConsumer")),
                PENDING + "storage class fast (example.com/disks) has not made its volume; it waits for a pod to be"
                        + " scheduled");
        check(
                List.of(claim("data", "{storageClassName: ''}", "Pending")),
                List.of(),
                PENDING + "it wants a volume made by hand (storage class \"\"), and none fits");
    }

    @Test
    void aClaimWithoutAClassIsToldByTheDefault() {
        check(
                List.of(claim("data", "{}", "Pending")),
                List.of(storage("fast", false, "Immediate")),
                PENDING + "it names no storage class and none is the default; there is fast");
        check(
                List.of(claim("data", "{}", "Pending")),
                List.of(),
                PENDING + "it names no storage class and none is the default; there is none at all");
        check(
                List.of(claim("data", "{}", "Pending")),
                List.of(storage("fast", true, "Immediate")),
                PENDING + "it names no storage class; the default is now fast");
    }

    @Test
    void theClaimsOwnEventIsTold() {
        List<Clue> clues = VolumeClues.of(
                List.of("data"),
                List.of(claim("data", "{storageClassName: fast}", "Pending")),
                List.of(storage("fast", false, "Immediate")),
                Map.of("data", "quota of the disks is used up"),
                Objects.lines());
        assertEquals(
                List.of(new Clue(
                        ClusterLayer.VOLUME,
                        PENDING
                                + "storage class fast (example.com/disks) has not made its volume; quota of the disks is"
                                + " used up",
                        "cluster get pvc data -o yaml -n shop")),
                clues);
    }

    private static PersistentVolumeClaim claim(String name, String spec, String phase) {
        return Objects.read(
                "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: %s}, spec: %s, status: {phase: %s}}"
                        .formatted(name, spec, phase),
                PersistentVolumeClaim.class);
    }

    private static StorageClass storage(String name, boolean isDefault, String mode) {
        return Objects.read("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s, annotations: {storageclass.kubernetes.io/is-default-class: '%s'}}
                provisioner: example.com/disks
                volumeBindingMode: %s
                """.formatted(name, isDefault, mode), StorageClass.class);
    }

    private static void check(List<PersistentVolumeClaim> claims, List<StorageClass> classes, String... messages) {
        assertEquals(
                Arrays.asList(messages),
                VolumeClues.of(List.of("data"), claims, classes, Map.of(), Objects.lines()).stream()
                        .map(Clue::message)
                        .toList());
    }
}
