package dev.fairlead.rollout.diagnosis;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Objects from YAML, and the workload that lines to type next are about. */
final class Objects {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Objects() {}

    static <T> T read(String yaml, Class<T> type) {
        // What begins with a brace would be taken for JSON.
        return YAML.unmarshal("---\n" + yaml, type);
    }

    static PodSpec pod(String yaml) {
        return read(yaml, PodSpec.class);
    }

    static FindingLines lines() {
        return new FindingLines(read("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec: {template: {spec: {containers: [{name: app, image: 'r:5000/team/web:v9'}]}}}
                """, Deployment.class));
    }
}
