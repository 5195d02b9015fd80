package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps a pod from its node, its volumes and its sandbox. */
final class Placement {
    private static final Pattern MISSING_MOUNT = Pattern.compile("((?:configmap|secret) \"[^\"]+\" not found)");

    private Placement() {}

    static Optional<Finding> judge(PodFacts pod) {
        return unscheduled(pod).or(() -> mount(pod)).or(() -> sandbox(pod)).or(() -> evicted(pod));
    }

    private static Optional<Finding> unscheduled(PodFacts pod) {
        Optional<PodCondition> refused = pod.condition("PodScheduled").filter(c -> "False".equals(c.getStatus()));
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        String words = refused.get().getMessage() == null ? "" : refused.get().getMessage();
        if ("SchedulingGated".equals(refused.get().getReason())) {
            return Optional.of(new Finding(
                    Family.SCHEDULING, "scheduling gate", "wait behind a scheduling gate", false, "", words));
        }
        Instant since = Times.of(refused.get().getLastTransitionTime());
        boolean growing = pod.event("", "TriggeredScaleUp").isPresent();
        boolean fatal = !growing && Times.passed(since, pod.tolerances().pending(), pod.now());
        if (words.contains("PersistentVolumeClaim") || words.contains("persistentvolumeclaim")) {
            String what = "wait for a volume: " + words;
            return Optional.of(new Finding(Family.VOLUME, "claim not bound", what, fatal, "", words));
        }
        String what = "fit on no node" + (growing ? " yet, a new one is on its way" : "") + ": " + words;
        return Optional.of(new Finding(Family.SCHEDULING, "unschedulable", what, fatal, "", words));
    }

    private static Optional<Finding> mount(PodFacts pod) {
        Optional<Event> failed = pod.event("", "FailedMount", "FailedAttachVolume");
        boolean waits = pod.containers().stream()
                .anyMatch(c -> c.waitingReason().equals("ContainerCreating")
                        || c.waitingReason().equals("PodInitializing"));
        if (failed.isEmpty() || !waits) {
            return Optional.empty();
        }
        String words = PodFacts.message(failed.get());
        Matcher missing = MISSING_MOUNT.matcher(words);
        if (missing.find()) {
            String what = "cannot mount a volume: " + missing.group(1);
            return Optional.of(new Finding(Family.CONFIG, missing.group(1), what, true, "", words));
        }
        Instant since = Times.of(pod.pod().getMetadata().getCreationTimestamp());
        boolean passes = words.contains("failed to sync") && words.contains("cache");
        boolean fatal = !passes && Times.passed(since, pod.tolerances().pending(), pod.now());
        return Optional.of(
                new Finding(Family.VOLUME, failed.get().getReason(), "cannot mount a volume", fatal, "", words));
    }

    private static Optional<Finding> sandbox(PodFacts pod) {
        Optional<Event> failed = pod.event("", "FailedCreatePodSandBox", "NetworkNotReady");
        boolean waits =
                pod.containers().stream().anyMatch(c -> c.waitingReason().equals("ContainerCreating"));
        if (failed.isEmpty() || !waits) {
            return Optional.empty();
        }
        Instant since = Times.of(pod.pod().getMetadata().getCreationTimestamp());
        boolean fatal = Times.passed(since, pod.tolerances().pending(), pod.now());
        return Optional.of(new Finding(
                Family.NODE,
                "no sandbox",
                "get no sandbox from their node",
                fatal,
                "",
                PodFacts.message(failed.get())));
    }

    /** One eviction is replaced by the controller; it is told and never fatal by itself. */
    private static Optional<Finding> evicted(PodFacts pod) {
        String reason = pod.pod().getStatus().getReason();
        if (!"Failed".equals(pod.pod().getStatus().getPhase()) || reason == null) {
            return Optional.empty();
        }
        String words = pod.pod().getStatus().getMessage();
        String node = pod.pod().getSpec().getNodeName();
        return Optional.of(new Finding(
                Family.NODE,
                reason,
                "were stopped by node " + node + " (" + reason + ")",
                pod.pod().getMetadata().getOwnerReferences().isEmpty(),
                "",
                words == null ? "" : words));
    }
}
