package dev.fairlead.sandbox.controller;

import dev.fairlead.sandbox.api.Kinds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the node does with the pods that are put on it. What it has in mind it can read from their statuses again. */
final class Kubelet implements Reconciler {
    static final String NAME = "kubelet";

    private final ContainerSteps steps;
    private final Map<String, PodRun> runs = new HashMap<>();
    private int addresses;

    Kubelet(NodeImagePulls pulls, FaultInjector injector) {
        this.steps = new ContainerSteps(pulls, injector);
    }

    @Override
    public void reconcile(ControllerClient client) {
        Set<String> there = new HashSet<>();
        client.each(Kinds.POD, pod -> {
            if (pod.at("/spec").has("nodeName")) {
                String uid = ObjectJson.uid(pod);
                there.add(uid);
                PodRun run = runs.computeIfAbsent(uid, made -> new PodRun(client, pod, steps, address(client)));
                run.step(client, pod);
            }
        });
        runs.keySet().retainAll(there);
    }

    private String address(ControllerClient client) {
        Set<String> taken = new HashSet<>();
        client.list(Kinds.POD).forEach(pod -> taken.add(pod.at("/status/podIP").asText()));
        String address;
        do {
            addresses = (addresses + 1) % 60_000;
            address = "10.244." + addresses / 250 + "." + (addresses % 250 + 2);
        } while (taken.contains(address));
        return address;
    }
}
