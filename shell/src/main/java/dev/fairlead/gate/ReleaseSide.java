package dev.fairlead.gate;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One of the two sides of a release, as metrics know it.
 *
 * @param name of its Deployment
 */
record ReleaseSide(GateSubject subject, String name, List<Pod> pods) {
    /** Whether its Deployment has the pods of this side only. */
    boolean alone() {
        return !subject.stable().equals(subject.candidate());
    }

    String namespace() {
        return subject.cluster().namespace();
    }

    /** A regular expression of the pods' names. */
    String podNames() {
        return PodsRegex.of(
                pods.stream().map(pod -> pod.getMetadata().getName()).toList());
    }

    /** A regular expression of the pods' addresses with any port. */
    String podAddresses() {
        List<String> addresses = pods.stream()
                .flatMap(pod -> Optional.ofNullable(pod.getStatus().getPodIP()).stream())
                .toList();
        return addresses.isEmpty()
                ? PodsRegex.NOBODY
                : "("
                        + String.join(
                                "|", addresses.stream().map(PodsRegex::escaped).toList()) + ")(:[0-9]+)?";
    }

    /** What placeholders of a query stand for. */
    Map<String, String> placeholders(String window) {
        Map<String, String> values = new TreeMap<>();
        values.put("pods", podNames());
        values.put("namespace", namespace());
        values.put("workload", subject.release());
        values.put("candidate", name);
        values.put("stable", subject.stable());
        values.put("window", window);
        return values;
    }
}
