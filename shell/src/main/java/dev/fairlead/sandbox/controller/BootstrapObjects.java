package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import java.util.List;

/** What every cluster has from its beginning: namespaces, a node, and a service account in each namespace. */
final class BootstrapObjects implements Reconciler {
    private static final List<String> NAMESPACES = List.of("default", "kube-node-lease", "kube-public", "kube-system");
    private static final String NAME = "kube-controller-manager";

    @Override
    public void reconcile(ControllerClient client) {
        NAMESPACES.forEach(name -> make(client, Kinds.NAMESPACE, "", name));
        if (client.find(Kinds.NODE, "", Scheduler.NODE).isEmpty()) {
            node(client);
            storage(client);
        }
        for (ObjectNode namespace : client.list(Kinds.NAMESPACE)) {
            if (!ObjectJson.isLeaving(namespace)) {
                make(client, Kinds.SERVICE_ACCOUNT, ObjectJson.name(namespace), "default");
                make(client, Kinds.CONFIG_MAP, ObjectJson.name(namespace), "kube-root-ca.crt");
            }
        }
        for (ObjectNode definition : client.list(Kinds.DEFINITION)) {
            if (!ObjectJson.isTrue(definition, "Established")) {
                establish(client, definition);
            }
        }
    }

    private static void make(ControllerClient client, Kind kind, String namespace, String name) {
        if (client.find(kind, namespace, name).isEmpty()) {
            ObjectNode object = ObjectJson.object();
            ObjectJson.text(object.putObject("metadata").put("name", name), "namespace", namespace);
            client.create(kind, object, NAME);
        }
    }

    private static void node(ControllerClient client) {
        ObjectNode node = ObjectJson.object();
        node.putObject("metadata")
                .put("name", Scheduler.NODE)
                .putObject("labels")
                .put("kubernetes.io/hostname", Scheduler.NODE)
                .put("kubernetes.io/arch", "amd64")
                .put("kubernetes.io/os", "linux");
        node.putObject("spec").put("podCIDR", "10.244.0.0/16");
        ObjectNode made = client.create(Kinds.NODE, node, NAME).deepCopy();
        ObjectNode status = made.putObject("status");
        ObjectJson.condition(
                status, "Ready", "True", "KubeletReady", "kubelet is posting ready status", client.stamp());
        for (String size : List.of("capacity", "allocatable")) {
            status.putObject(size).put("cpu", "8").put("memory", "16Gi").put("pods", "110");
        }
        status.putObject("nodeInfo")
                .put("kubeletVersion", "v1.30.0-sandbox")
                .put("architecture", "amd64")
                .put("operatingSystem", "linux")
                .put("containerRuntimeVersion", "sandbox://1");
        client.updateStatus(Kinds.NODE, made, NAME);
    }

    private static void storage(ControllerClient client) {
        if (client.find(Kinds.STORAGE_CLASS, "", StorageController.USUAL).isEmpty()) {
            ObjectNode usual = ObjectJson.object();
            usual.putObject("metadata")
                    .put("name", StorageController.USUAL)
                    .putObject("annotations")
                    .put("storageclass.kubernetes.io/is-default-class", "true");
            usual.put("provisioner", "sandbox.fairlead.dev/nothing");
            usual.put("reclaimPolicy", "Delete").put("volumeBindingMode", "Immediate");
            client.create(Kinds.STORAGE_CLASS, usual, NAME);
        }
    }

    private static void establish(ControllerClient client, ObjectNode definition) {
        ObjectNode changed = definition.deepCopy();
        ObjectNode status = changed.withObject("/status");
        ObjectJson.condition(status, "NamesAccepted", "True", "NoConflicts", "no conflicts found", client.stamp());
        ObjectJson.condition(
                status,
                "Established",
                "True",
                "InitialNamesAccepted",
                "the initial names have been accepted",
                client.stamp());
        client.updateStatus(Kinds.DEFINITION, changed, NAME);
    }
}
