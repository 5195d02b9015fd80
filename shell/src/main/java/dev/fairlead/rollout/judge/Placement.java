package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps a pod from its node, its volumes and its sandbox. */
final class Placement {
    private static final Pattern MISSING_MOUNT = Pattern.compile(
            "((?:configmap|secret) \"[^\"]+\" not found|references non-existent (?:config|secret) key: \\S+)");
    private static final Pattern MISSING_CLAIM = Pattern.compile("persistentvolumeclaim \"([^\"]+)\" not found");
    private static final Pattern FAILED_VOLUME =
            Pattern.compile("failed for volume \"([^\"]+)\" ?: (.*)", Pattern.DOTALL);
    private static final List<String> ROOM_IS_COMING = List.of("TriggeredScaleUp", "Nominated");
    /**
     * Cluster-autoscaler ({@code --max-node-provision-time}) and Karpenter (the registration of a NodeClaim) give a node up
     * after so long.
     */
    private static final Duration NODE_COMES_WITHIN = Duration.ofMinutes(15);

    private Placement() {}

    static Optional<Finding> judge(PodFacts pod) {
        return unscheduled(pod)
                .or(() -> unseen(pod))
                .or(() -> mount(pod))
                .or(() -> sandbox(pod))
                .or(() -> leftNode(pod));
    }

    private static Optional<Finding> unscheduled(PodFacts pod) {
        Optional<PodCondition> refused = pod.condition("PodScheduled").filter(c -> "False".equals(c.getStatus()));
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        String words = Optional.ofNullable(refused.get().getMessage()).orElse("");
        boolean late = pod.isLate(Times.of(refused.get().getLastTransitionTime()));
        if ("SchedulingGated".equals(refused.get().getReason())) {
            return Optional.of(new Finding(
                    Family.SCHEDULING,
                    "scheduling gate",
                    "are held by a scheduling gate" + gates(pod),
                    false,
                    "",
                    words));
        }
        if (words.toLowerCase(Locale.ROOT).contains("persistentvolumeclaim")) {
            return Optional.of(claim(words, late));
        }
        Optional<String> coming = comingRoom(pod, words);
        String what = coming.map(room -> Sentences.because("wait for " + room, Unschedulable.shortened(words)))
                .orElseGet(() -> Unschedulable.fitsNowhere(words));
        return Optional.of(
                new Finding(Family.SCHEDULING, Unschedulable.reason(words), what, late && coming.isEmpty(), "", words));
    }

    private static Finding claim(String words, boolean late) {
        Matcher missing = MISSING_CLAIM.matcher(words);
        return missing.find()
                ? new Finding(
                        Family.VOLUME,
                        "claim not found",
                        "wait for the volume claim " + missing.group(1) + ", which does not exist",
                        late,
                        "",
                        words)
                : new Finding(
                        Family.VOLUME,
                        "claim not bound",
                        "wait for a volume claim to be bound: " + Unschedulable.shortened(words),
                        late,
                        "",
                        words);
    }

    /** An autoscaler adds a node, or the scheduler makes room by preemption. */
    private static Optional<String> comingRoom(PodFacts pod, String words) {
        String nominated = pod.pod().getStatus().getNominatedNodeName();
        if (nominated != null && !nominated.isEmpty()) {
            return Optional.of("room on " + nominated);
        }
        return Unschedulable.roomOn(words)
                .map(node -> "room on " + node)
                .or(() -> pod.events().stream()
                        .filter(Placement::isOfAutoscaler)
                        .findFirst()
                        .filter(e -> ROOM_IS_COMING.contains(e.getReason())
                                && !Times.passed(Times.of(e), NODE_COMES_WITHIN, pod.now()))
                        .map(e -> "a new node"));
    }

    /** Its newest word counts; Karpenter says FailedScheduling where it can add no node, as the scheduler does. */
    private static boolean isOfAutoscaler(Event event) {
        String source = event.getSource() == null
                ? ""
                : String.valueOf(event.getSource().getComponent());
        boolean karpenter = source.equals("karpenter") || "karpenter".equals(event.getReportingComponent());
        return ROOM_IS_COMING.contains(event.getReason())
                || "NotTriggerScaleUp".equals(event.getReason())
                || karpenter && "FailedScheduling".equals(event.getReason());
    }

    private static String gates(PodFacts pod) {
        return pod.pod().getSpec().getSchedulingGates().stream()
                .map(gate -> gate.getName())
                .reduce((a, b) -> a + ", " + b)
                .map(names -> ": " + names)
                .orElse("");
    }

    /**
     * No scheduler has said anything. It is silent, too, while a volume is made for the pod, which may take its time.
     */
    private static Optional<Finding> unseen(PodFacts pod) {
        boolean claims = pod.pod().getSpec().getVolumes().stream().anyMatch(v -> v.getPersistentVolumeClaim() != null);
        Instant made = Times.of(pod.pod().getMetadata().getCreationTimestamp());
        if (pod.pod().getSpec().getNodeName() != null
                || pod.condition("PodScheduled").isPresent()
                || !"Pending".equals(pod.pod().getStatus().getPhase())) {
            return Optional.empty();
        }
        if (claims) {
            return Optional.of(
                    new Finding(Family.VOLUME, "volume not made yet", "wait for a volume to be made", false, "", ""));
        }
        if (!Times.passed(made, pod.tolerances().pending(), pod.now())) {
            return Optional.empty();
        }
        String scheduler = Optional.ofNullable(pod.pod().getSpec().getSchedulerName())
                .map(name -> "\"" + name + "\"")
                .orElse("of the cluster");
        String what = "are not seen by the scheduler " + scheduler;
        return Optional.of(new Finding(Family.SCHEDULING, "no scheduler", what, true, "", ""));
    }

    private static Optional<Finding> mount(PodFacts pod) {
        if (!pod.waitsForContainers()) {
            return Optional.empty();
        }
        List<Event> failed = pod.events().stream()
                .filter(e -> "FailedMount".equals(e.getReason()) || "FailedAttachVolume".equals(e.getReason()))
                .filter(e -> !pod.isOvercome(e))
                .toList();
        // After two minutes the kubelet's sum "timed out waiting for the condition" is newer and says less.
        return failed.stream()
                .filter(e -> FAILED_VOLUME.matcher(PodFacts.message(e)).find())
                .findFirst()
                .or(() -> failed.stream().findFirst())
                .map(e -> mount(pod, e));
    }

    private static Finding mount(PodFacts pod, Event failed) {
        String words = PodFacts.message(failed);
        Matcher missing = MISSING_MOUNT.matcher(words);
        Matcher volume = FAILED_VOLUME.matcher(words);
        boolean named = volume.find();
        String verb = "FailedMount".equals(failed.getReason()) ? "mount" : "attach";
        String what = "cannot " + verb + (named ? " volume \"" + volume.group(1) + "\"" : " a volume");
        if (missing.find()) {
            String reason = missing.group(1)
                    .replace("references non-existent", "there is no")
                    .replace(" key: ", " key ");
            return new Finding(Family.CONFIG, reason, what + ": " + reason, true, "", words);
        }
        boolean fatal = !VerdictWords.isCacheSync(words) && pod.isLate(pod.first(failed));
        String cause =
                named ? ": " + volume.group(2).lines().findFirst().orElse("").strip() : "";
        return new Finding(Family.VOLUME, verb + " fails", what + cause, fatal, "", words);
    }

    private static Optional<Finding> sandbox(PodFacts pod) {
        if (!pod.waitsForContainers()) {
            return Optional.empty();
        }
        return pod.event("", "FailedCreatePodSandBox", "NetworkNotReady")
                .filter(e -> !pod.isOvercome(e))
                .map(e -> new Finding(
                        Family.NODE,
                        "no sandbox",
                        "cannot be set up by the node: no sandbox",
                        pod.isLate(pod.first(e)),
                        "",
                        PodFacts.message(e)));
    }

    /** One eviction is replaced by the controller; it is told and never fatal by itself. */
    private static Optional<Finding> leftNode(PodFacts pod) {
        String reason = pod.pod().getStatus().getReason();
        if (!"Failed".equals(pod.pod().getStatus().getPhase()) || reason == null || reason.isEmpty()) {
            return Optional.empty();
        }
        String words = Optional.ofNullable(pod.pod().getStatus().getMessage()).orElse("");
        if (reason.equals("DeadlineExceeded")) {
            return Optional.of(new Finding(
                    Family.JOB, "deadline", "ran longer than they may and were stopped", pod.isAlone(), "", words));
        }
        String node = Optional.ofNullable(pod.pod().getSpec().getNodeName())
                .map(name -> " by node " + name)
                .orElse("");
        String what = "were stopped" + node + " (" + reason + ")";
        return Optional.of(new Finding(Family.NODE, reason, what, pod.isAlone(), "", words));
    }
}
