package dev.fairlead.rollout;

import dev.fairlead.RealParts;

/** Deployments whose one container sleeps, and whose pods go at once when they are told to. */
public final class Sleepers {
    private Sleepers() {}

    /**
     * @param spec a line of the Deployment's
     * @param container a line of the container's; empty for none
     */
    public static String deployment(String name, String spec, String container) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  %2$s
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: app
                        image: %3$s/library/busybox:1.35
                        command: [sleep, '3600']
                        %4$s
                """.formatted(name, spec, RealParts.registry(), container);
    }
}
