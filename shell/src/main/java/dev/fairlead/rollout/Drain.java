package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets a pod serve a little longer after its end was announced: the endpoints that leave it out reach proxies and load
 * balancers later than the signal reaches its container.
 */
final class Drain {
    private static final Duration USUAL = Duration.ofSeconds(5);

    /** What a pod has for all of its end where nothing is said (PodSpec.terminationGracePeriodSeconds). */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Where PodLifecycleSleepAction is on without being asked for. */
    private static final int SLEEPS_SINCE = 30;

    private final ClusterClient cluster;

    Drain(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /** Of a new Deployment; empty where nobody sends it requests, or nobody wants it. */
    Optional<Duration> ofNew(DeployRequest request) {
        Duration wanted = request.drain().orElse(request.port().isPresent() ? USUAL : Duration.ZERO);
        return Optional.of(wanted).filter(time -> !time.isZero());
    }

    void add(ObjectNode pod, ObjectNode container, Duration time) {
        ObjectNode before = container.putObject("lifecycle").putObject("preStop");
        if (isSleepServed()) {
            before.putObject("sleep").put("seconds", time.toSeconds());
        } else {
            // An image without this program ends at once, with an event that says so.
            before.putObject("exec").putArray("command").add("sleep").add(Long.toString(time.toSeconds()));
        }
        if (time.compareTo(GRACE.dividedBy(2)) > 0) {
            pod.put("terminationGracePeriodSeconds", GRACE.plus(time).toSeconds());
        }
    }

    /** The same in a patch of what may have another hook, or is to have none. */
    void change(ObjectNode pod, ObjectNode container, Duration time) {
        if (time.isZero()) {
            container.putObject("lifecycle").putNull("preStop");
            return;
        }
        add(pod, container, time);
        ObjectNode before = (ObjectNode) container.at("/lifecycle/preStop");
        before.put("$patch", "replace");
    }

    private boolean isSleepServed() {
        JsonNode version = cluster.get(ApiPath.VERSION);
        String minor = version.path("minor").asText().replaceAll("\\D.*", "");
        return version.path("major").asInt() > 1 || !minor.isEmpty() && Integer.parseInt(minor) >= SLEEPS_SINCE;
    }
}
