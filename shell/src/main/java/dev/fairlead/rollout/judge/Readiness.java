package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Pod;

/** Whether a pod takes requests, as the kubelet last said. */
public final class Readiness {
    private Readiness() {}

    public static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
    }
}
