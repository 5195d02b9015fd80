package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** What new objects get from a cluster's stock: addresses of Services, labels of a Job's pods. */
final class Allocation {
    private static final int FIRST = 10;
    private static final int LAST = 65_000;

    private static final int FIRST_NODE_PORT = 30_000;
    private static final int NODE_PORTS = 2_768;

    private final Store store;
    private int given;

    Allocation(Store store) {
        this.store = store;
    }

    void fill(Kind kind, ObjectNode object) {
        if (kind.equals(Kinds.SERVICE)) {
            service(object.withObject("/spec"));
        } else if (kind.equals(Kinds.JOB)) {
            job(object);
        }
    }

    private void service(ObjectNode spec) {
        if (spec.path("type").asText().equals("ExternalName")) {
            return;
        }
        if (spec.path("clusterIP").asText("").isEmpty()) {
            spec.put("clusterIP", freeAddress());
        }
        if (spec.path("type").asText().matches("NodePort|LoadBalancer")) {
            spec.path("ports").forEach(port -> nodePort((ObjectNode) port));
        }
        spec.putArray("clusterIPs").add(spec.path("clusterIP").asText());
        spec.putArray("ipFamilies").add("IPv4");
        spec.put("ipFamilyPolicy", "SingleStack");
    }

    private void nodePort(ObjectNode port) {
        if (port.path("nodePort").asInt() > 0) {
            return;
        }
        Set<Integer> taken = new HashSet<>();
        store.list(Kinds.SERVICE, "")
                .forEach(service -> service.at("/spec/ports")
                        .forEach(other -> taken.add(other.path("nodePort").asInt())));
        int free = FIRST_NODE_PORT + given++ % NODE_PORTS;
        while (taken.contains(free)) {
            free = FIRST_NODE_PORT + given++ % NODE_PORTS;
        }
        port.put("nodePort", free);
    }

    private String freeAddress() {
        Set<String> taken = new HashSet<>();
        store.list(Kinds.SERVICE, "")
                .forEach(service -> taken.add(service.at("/spec/clusterIP").asText()));
        for (int i = FIRST; i < LAST; i++) {
            String address = "10.96." + i / 250 + "." + (i % 250 + 1);
            if (!taken.contains(address)) {
                return address;
            }
        }
        throw StatusRefusal.invalid("the sandbox has no address left for a Service");
    }

    private static void job(ObjectNode job) {
        if (job.at("/spec/manualSelector").asBoolean()) {
            return;
        }
        String uid = job.at("/metadata/uid").asText();
        ObjectNode labels = job.withObject("/spec/template/metadata/labels");
        labels.put("batch.kubernetes.io/controller-uid", uid).put("controller-uid", uid);
        String name = job.at("/metadata/name").asText();
        labels.put("batch.kubernetes.io/job-name", name).put("job-name", name);
        job.withObject("/spec/selector/matchLabels").put("batch.kubernetes.io/controller-uid", uid);
    }
}
