package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pod with the events about it and the moment it is looked at.
 *
 * @param ofJob whether it is judged as part of a Job, which counts failures itself
 * @param isAlone whether nothing takes its place when it fails, or it is the one that is asked about
 */
record PodFacts(Pod pod, List<Event> events, Instant now, Tolerances tolerances, boolean ofJob, boolean isAlone) {
    private static final List<String> AFTER_MOUNTS = List.of("Pulling", "Pulled", "Created", "Started");

    /** The facts that the pod alone tells. */
    static PodFacts of(Pod pod) {
        return new PodFacts(pod, List.of(), Instant.EPOCH, Tolerances.DEFAULT, false, false);
    }

    /** A pod of the workload that the snapshot is about. */
    static PodFacts of(Pod pod, Snapshot snapshot, Tolerances tolerances) {
        return new PodFacts(
                pod,
                snapshot.eventsOf(pod),
                snapshot.now(),
                tolerances,
                snapshot.workload() instanceof Job,
                snapshot.workload() instanceof Pod
                        || pod.getMetadata().getOwnerReferences().isEmpty());
    }

    /** One container with its status and its place among the init containers. */
    record ContainerFacts(Container container, @Nullable ContainerStatus status, boolean init, int place, int of) {
        String name() {
            return container.getName();
        }

        /** An init container that goes on running beside the others. */
        boolean isSidecar() {
            return init && "Always".equals(container.getRestartPolicy());
        }

        /** An init container that has to end before the next one starts. */
        boolean mustEnd() {
            return init && !isSidecar();
        }

        /** {@code container "web"}, {@code sidecar "proxy"} or {@code init container "migrate" (1 of 2)}. */
        String shown() {
            if (isSidecar()) {
                return "sidecar \"" + name() + "\"";
            }
            return init
                    ? "init container \"" + name() + "\" (" + place + " of " + of + ")"
                    : "container \"" + name() + "\"";
        }

        int restarts() {
            return status == null || status.getRestartCount() == null ? 0 : status.getRestartCount();
        }

        Optional<ContainerStateWaiting> waiting() {
            return state().map(ContainerState::getWaiting);
        }

        String waitingReason() {
            return waiting().map(ContainerStateWaiting::getReason).orElse("");
        }

        String waitingMessage() {
            return waiting().map(ContainerStateWaiting::getMessage).orElse("");
        }

        /** How it ended last: now, or before its latest restart. */
        Optional<ContainerStateTerminated> ended() {
            return state().map(ContainerState::getTerminated).or(this::endedBefore);
        }

        /** How the run before the present one ended. */
        Optional<ContainerStateTerminated> endedBefore() {
            return Optional.ofNullable(status)
                    .map(ContainerStatus::getLastState)
                    .map(ContainerState::getTerminated);
        }

        /** Whether the node prepares its first run. */
        boolean isBeingMade() {
            return waitingReason().equals("ContainerCreating")
                    || waitingReason().equals("PodInitializing");
        }

        /** Whether it has not run yet, nor has its status said why. */
        boolean isFresh() {
            return !isRunning() && ended().isEmpty() && (waitingReason().isEmpty() || isBeingMade());
        }

        boolean isRunning() {
            return state().map(ContainerState::getRunning).isPresent();
        }

        Instant runningSince() {
            return state().map(ContainerState::getRunning)
                    .map(running -> Times.of(running.getStartedAt()))
                    .orElse(Instant.EPOCH);
        }

        boolean isReady() {
            return status != null && Boolean.TRUE.equals(status.getReady());
        }

        private Optional<ContainerState> state() {
            return Optional.ofNullable(status).map(ContainerStatus::getState);
        }
    }

    /** Init containers first, in order. */
    List<ContainerFacts> containers() {
        List<ContainerFacts> all = new ArrayList<>();
        List<Container> inits = pod.getSpec().getInitContainers();
        for (int i = 0; i < inits.size(); i++) {
            ContainerStatus status = status(
                    pod.getStatus().getInitContainerStatuses(), inits.get(i).getName());
            all.add(new ContainerFacts(inits.get(i), status, true, i + 1, inits.size()));
        }
        for (Container container : pod.getSpec().getContainers()) {
            ContainerStatus status = status(pod.getStatus().getContainerStatuses(), container.getName());
            all.add(new ContainerFacts(container, status, false, 0, 0));
        }
        return all;
    }

    Optional<PodCondition> condition(String type) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> type.equals(c.getType()))
                .findFirst();
    }

    boolean isReady() {
        return Readiness.isReady(pod);
    }

    boolean isTerminating() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** The newest event of one of these reasons whose message holds the text. */
    Optional<Event> event(String text, String... reasons) {
        List<String> wanted = List.of(reasons);
        return events.stream()
                .filter(e -> wanted.contains(e.getReason()) && message(e).contains(text))
                .findFirst();
    }

    /** Whether the pod still waits for its first container. */
    boolean waitsForContainers() {
        return containers().stream().anyMatch(ContainerFacts::isBeingMade);
    }

    /** Whether what began then has lasted for longer than a pod may wait. */
    boolean isLate(Instant since) {
        return Times.passed(since, tolerances.pending(), now);
    }

    /** When an event was first told; the pod's creation where it does not say. */
    Instant first(Event event) {
        Instant first = Times.of(event.getFirstTimestamp());
        return first.equals(Instant.EPOCH) ? Times.of(pod.getMetadata().getCreationTimestamp()) : first;
    }

    /** Whether the kubelet has got past mounts and sandbox since the event, which then is history. */
    boolean isOvercome(Event event) {
        return events.stream()
                .anyMatch(e ->
                        AFTER_MOUNTS.contains(e.getReason()) && !Times.of(e).isBefore(Times.of(event)));
    }

    /** Whether an event is about a container; an old recorder does not say which. */
    static boolean isAbout(Event event, ContainerFacts container) {
        String path = event.getInvolvedObject() == null
                ? null
                : event.getInvolvedObject().getFieldPath();
        return path == null || path.isEmpty() || path.endsWith("{" + container.name() + "}");
    }

    static String message(Event event) {
        return event.getMessage() == null ? "" : event.getMessage().strip();
    }

    private static @Nullable ContainerStatus status(List<ContainerStatus> statuses, String name) {
        return statuses.stream()
                .filter(s -> name.equals(s.getName()))
                .findFirst()
                .orElse(null);
    }
}
