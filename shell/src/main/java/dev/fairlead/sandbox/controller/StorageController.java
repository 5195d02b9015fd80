package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.util.Optional;

/** Gives every claim of a storage class that is there a volume of its own; nothing is kept in it. */
final class StorageController implements Reconciler {
    /** The class that claims get which name none. */
    static final String USUAL = "standard";

    private static final String NAME = "persistentvolume-binder";

    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.CLAIM, claim -> {
            if (!claim.at("/status/phase").asText("").equals("Bound") && !ObjectJson.isLeaving(claim)) {
                provide(client, claim);
            }
        });
        for (ObjectNode volume : client.list(Kinds.VOLUME)) {
            JsonNode of = volume.at("/spec/claimRef");
            Optional<ObjectNode> claim = client.find(
                    Kinds.CLAIM, of.path("namespace").asText(), of.path("name").asText());
            boolean given = !of.isMissingNode()
                    && volume.at("/spec/persistentVolumeReclaimPolicy").asText().equals("Delete");
            if (given
                    && claim.filter(one ->
                                    ObjectJson.uid(one).equals(of.path("uid").asText()))
                            .isEmpty()) {
                client.delete(Kinds.VOLUME, volume);
            }
        }
    }

    private static void provide(ControllerClient client, ObjectNode claim) {
        String wanted = claim.at("/spec/storageClassName").asText("");
        if (!claim.at("/spec").has("volumeName")
                && client.find(Kinds.STORAGE_CLASS, "", wanted).isEmpty()) {
            if (!claim.at("/status").has("phase")) {
                String why = wanted.isEmpty()
                        ? "no persistent volumes available for this claim and no storage class is set"
                        : "storageclass.storage.k8s.io \"" + wanted + "\" not found";
                String reason = wanted.isEmpty() ? "FailedBinding" : "ProvisioningFailed";
                client.event(Kinds.CLAIM, claim, wanted.isEmpty() ? "Normal" : "Warning", reason, why, NAME);
                status(client, claim, "Pending");
            }
            return;
        }
        ObjectNode named = claim.deepCopy();
        if (!claim.at("/spec").has("volumeName")) {
            String name = "pvc-" + ObjectJson.uid(claim);
            volume(client, claim, name);
            named.withObject("/spec").put("volumeName", name);
            named = client.update(Kinds.CLAIM, named, NAME).deepCopy();
        }
        status(client, named, "Bound");
    }

    private static void status(ControllerClient client, ObjectNode claim, String phase) {
        ObjectNode changed = claim.deepCopy();
        ObjectNode status = changed.withObject("/status").put("phase", phase);
        if (phase.equals("Bound")) {
            status.set("accessModes", claim.at("/spec/accessModes"));
            status.set("capacity", claim.at("/spec/resources/requests"));
        }
        client.updateStatus(Kinds.CLAIM, changed, NAME);
    }

    private static void volume(ControllerClient client, ObjectNode claim, String name) {
        ObjectNode volume = ObjectJson.object();
        volume.putObject("metadata").put("name", name);
        ObjectNode spec = volume.putObject("spec");
        spec.set("capacity", claim.at("/spec/resources/requests"));
        spec.set("accessModes", claim.at("/spec/accessModes"));
        spec.putObject("claimRef")
                .put("kind", "PersistentVolumeClaim")
                .put("apiVersion", "v1")
                .put("namespace", ObjectJson.namespace(claim))
                .put("name", ObjectJson.name(claim))
                .put("uid", ObjectJson.uid(claim));
        spec.put("persistentVolumeReclaimPolicy", "Delete");
        spec.set("storageClassName", claim.at("/spec/storageClassName"));
        spec.putObject("hostPath").put("path", "/sandbox/" + name);
        ObjectNode made = client.create(Kinds.VOLUME, volume, NAME).deepCopy();
        made.withObject("/status").put("phase", "Bound");
        client.updateStatus(Kinds.VOLUME, made, NAME);
    }
}
