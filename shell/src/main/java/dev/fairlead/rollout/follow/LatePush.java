package dev.fairlead.rollout.follow;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Verdict;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An image that was pushed after a node had failed to pull it. The node tries again after up to five minutes, and until
 * then its pods tell of the try before: where that is older than the line which follows them, the registry is asked.
 */
final class LatePush {
    /** As the kubelet begins the event of a try; its "Back-off" events are none. */
    private static final String TRIED = "Failed to pull image";

    private final Supplier<RegistryClient> registries;
    private final Instant since;
    private Optional<String> pushed = Optional.empty();

    /** @param since when the line began, by the cluster's clock */
    LatePush(Supplier<RegistryClient> registries, Instant since) {
        this.registries = registries;
        this.since = since;
    }

    /** The image that the node has yet to try again; empty where the failure holds. */
    Optional<String> of(Snapshot snapshot, RolloutStatus status) {
        Optional<Verdict> failure = status.fatal().filter(verdict -> verdict.family() == Family.IMAGE);
        if (failure.isEmpty() || wasTried(snapshot, failure.get())) {
            return Optional.empty();
        }
        Optional<String> image = image(snapshot, failure.get());
        if (image.isPresent() && !image.equals(pushed) && isThere(image.get())) {
            pushed = image;
        }
        return image.filter(name -> pushed.filter(name::equals).isPresent());
    }

    private boolean wasTried(Snapshot snapshot, Verdict failure) {
        return pods(snapshot, failure)
                .anyMatch(pod -> created(pod).isAfter(since)
                        || snapshot.events().stream()
                                .filter(event -> event.getInvolvedObject() != null
                                        && pod.getMetadata()
                                                .getUid()
                                                .equals(event.getInvolvedObject()
                                                        .getUid()))
                                .filter(event -> event.getMessage() != null
                                        && event.getMessage().startsWith(TRIED))
                                .anyMatch(event -> last(event).isAfter(since)));
    }

    private static Optional<String> image(Snapshot snapshot, Verdict failure) {
        return pods(snapshot, failure)
                .flatMap(pod -> Stream.concat(
                        pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream()))
                .filter(container -> container.getName().equals(failure.container()))
                .map(Container::getImage)
                .findFirst();
    }

    private static Stream<Pod> pods(Snapshot snapshot, Verdict failure) {
        return snapshot.pods().stream()
                .filter(pod -> failure.pods().contains(pod.getMetadata().getName()));
    }

    private boolean isThere(String image) {
        try {
            return registries.get().digest(ImageReference.parse(image)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            return false;
        }
    }

    private static Instant created(Pod pod) {
        return Instant.parse(pod.getMetadata().getCreationTimestamp());
    }

    private static Instant last(Event event) {
        return event.getLastTimestamp() == null ? Instant.MIN : Instant.parse(event.getLastTimestamp());
    }
}
