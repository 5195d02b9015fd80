package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.DeployRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

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

    /** A layer that only adds files, as the classic builder and BuildKit write it down: none of a base image is so. */
    private static final Pattern COPIED =
            Pattern.compile("(/bin/sh -c #\\(nop\\) +)?(COPY |WORKDIR |ADD .* in /\\S).*", Pattern.DOTALL);

    private final ClusterClient cluster;
    private final Supplier<RegistryClient> registries;
    private final ProgressListener progress;

    /** @param registries asked whether an image has a program to wait with */
    Drain(ClusterClient cluster, Supplier<RegistryClient> registries, ProgressListener progress) {
        this.cluster = cluster;
        this.registries = registries;
        this.progress = progress;
    }

    /** Of a new Deployment; empty where nobody sends it requests, or nobody wants it. */
    Optional<Duration> ofNew(DeployRequest request) {
        Duration wanted = request.drain().orElse(request.port().isPresent() ? USUAL : Duration.ZERO);
        return Optional.of(wanted).filter(time -> !time.isZero());
    }

    /** Left out, with a warning, where nothing could wait. */
    void add(ObjectNode pod, ObjectNode container, Duration time) {
        String image = container.path("image").asText();
        boolean served = isSleepServed();
        if (!served && isFromScratch(image)) {
            progress.warn("pods end without a drain: " + image
                    + " has no program to wait with (FROM scratch), and the server can wait itself since Kubernetes 1."
                    + SLEEPS_SINCE + " only");
            return;
        }
        ObjectNode before = container.putObject("lifecycle").putObject("preStop");
        if (served) {
            before.putObject("sleep").put("seconds", time.toSeconds());
        } else {
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
        if (container.at("/lifecycle/preStop") instanceof ObjectNode before) {
            before.put("$patch", "replace");
        }
    }

    private boolean isFromScratch(String image) {
        try {
            List<String> layers = registries.get().layersMadeBy(ImageReference.parse(image));
            return !layers.isEmpty()
                    && layers.stream().allMatch(line -> COPIED.matcher(line).matches());
        } catch (IllegalArgumentException e) {
            return false;
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            // What cannot be asked is taken for an image with programs, as most are.
            return false;
        }
    }

    private boolean isSleepServed() {
        JsonNode version = cluster.get(ApiPath.VERSION);
        String minor = version.path("minor").asText().replaceAll("\\D.*", "");
        return version.path("major").asInt() > 1 || !minor.isEmpty() && Integer.parseInt(minor) >= SLEEPS_SINCE;
    }
}
