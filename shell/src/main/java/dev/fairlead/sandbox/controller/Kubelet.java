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

    Kubelet(NodeImagePulls pulls, FaultInjector drill) {
        this.steps = new ContainerSteps(pulls, drill);
    }

    @Override
    public void reconcile(ControllerClient world) {
        Set<String> there = new HashSet<>();
        world.each(Kinds.POD, pod -> {
            if (pod.at("/spec").has("nodeName")) {
                String uid = ObjectJson.uid(pod);
                there.add(uid);
                PodRun run = runs.computeIfAbsent(uid, made -> new PodRun(world, pod, steps, address(world)));
                run.step(world, pod);
            }
        });
        runs.keySet().retainAll(there);
    }

    private String address(ControllerClient world) {
        Set<String> taken = new HashSet<>();
        world.list(Kinds.POD).forEach(pod -> taken.add(pod.at("/status/podIP").asText()));
        String address;
        do {
            addresses = (addresses + 1) % 60_000;
            address = "10.244." + addresses / 250 + "." + (addresses % 250 + 2);
        } while (taken.contains(address));
        return address;
    }
}
