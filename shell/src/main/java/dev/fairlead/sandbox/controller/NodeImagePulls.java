package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.ImageFacts;
import dev.fairlead.sandbox.api.Kinds;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gets images onto the node, with the events that the kubelet and containerd write about it. */
final class NodeImagePulls {
    private static final Duration PULL = Duration.ofMillis(300);
    private static final Duration TOLD = Duration.ofMillis(1_500);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration MOST_BACK_OFF = Duration.ofMinutes(5);

    private final ImageCatalog catalog;
    private final FaultInjector injector;
    private final Map<String, ImageFacts> onNode = new HashMap<>();
    private String node = "";

    NodeImagePulls(ImageCatalog catalog, FaultInjector injector) {
        this.catalog = catalog;
        this.injector = injector;
    }

    /** Does the next step of a container whose image is not there. */
    void step(ControllerClient client, JsonNode pod, ContainerRun run) {
        findNode(client);
        String policy = run.spec.path("imagePullPolicy").asText("IfNotPresent");
        ImageFacts known = onNode.get(run.image());
        if (known != null && !policy.equals("Always")) {
            tell(
                    client,
                    pod,
                    run,
                    "Normal",
                    "Pulled",
                    "Container image \"" + run.image() + "\" already present on machine");
            there(run, known);
        } else if (policy.equals("Never")) {
            String why = "Container image \"" + run.image() + "\" is not present with pull policy of Never";
            tell(client, pod, run, "Warning", "ErrImageNeverPull", why);
            run.waitFor("ErrImageNeverPull", why, client.after(FIRST_BACK_OFF));
        } else if (!run.pulling) {
            run.pulling = true;
            tell(client, pod, run, "Normal", "Pulling", "Pulling image \"" + run.image() + "\"");
            run.due = client.after(PULL);
        } else if (run.reason.equals("ErrImagePull")) {
            backOff(client, pod, run);
        } else {
            pull(client, pod, run);
        }
    }

    /** A sandbox that was emptied has a new node, which has no images. */
    private void findNode(ControllerClient client) {
        String uid = client.find(Kinds.NODE, "", Scheduler.NODE)
                .map(found -> found.at("/metadata/uid").asText())
                .orElse("");
        if (!uid.equals(node)) {
            onNode.clear();
            node = uid;
        }
    }

    private void pull(ControllerClient client, JsonNode pod, ContainerRun run) {
        boolean fails = injector.of(Fault.ImagePull.class, client, pod).isPresent();
        Optional<ImageFacts> found = fails ? Optional.empty() : catalog.find(run.image());
        if (found.isPresent()) {
            tell(
                    client,
                    pod,
                    run,
                    "Normal",
                    "Pulled",
                    "Successfully pulled image \"" + run.image()
                            + "\" in 300ms (300ms including waiting). Image size: 1048576 bytes.");
            there(run, found.get());
            onNode.put(run.image(), found.get());
            return;
        }
        run.failedPulls++;
        String why = "rpc error: code = NotFound desc = failed to pull and unpack image \"" + run.image() + "\": "
                + catalog.whyNot(run.image());
        tell(client, pod, run, "Warning", "Failed", "Failed to pull image \"" + run.image() + "\": " + why);
        tell(client, pod, run, "Warning", "Failed", "Error: ErrImagePull");
        run.waitFor("ErrImagePull", why, client.after(TOLD));
    }

    private static void backOff(ControllerClient client, JsonNode pod, ContainerRun run) {
        tell(client, pod, run, "Normal", "BackOff", "Back-off pulling image \"" + run.image() + "\"");
        tell(client, pod, run, "Warning", "Failed", "Error: ImagePullBackOff");
        run.pulling = false;
        run.waitFor(
                "ImagePullBackOff",
                "Back-off pulling image \"" + run.image() + "\"",
                client.after(backOff(run.failedPulls)));
    }

    private static void there(ContainerRun run, ImageFacts facts) {
        run.pulling = false;
        run.pulled = true;
        String image = run.image();
        int tag = image.indexOf(':', image.lastIndexOf('/') + 1);
        String repository = tag < 0 ? image : image.substring(0, tag);
        run.imageId = facts.digest().isEmpty() ? image : repository + "@" + facts.digest();
    }

    /** Ten seconds, then twice as long each time, as the kubelet waits for images and for crashed containers. */
    static Duration backOff(int failures) {
        Duration wait = FIRST_BACK_OFF.multipliedBy(1L << Math.min(10, Math.max(0, failures - 1)));
        return wait.compareTo(MOST_BACK_OFF) > 0 ? MOST_BACK_OFF : wait;
    }

    private static void tell(
            ControllerClient client, JsonNode pod, ContainerRun run, String type, String reason, String message) {
        client.event(Kinds.POD, pod, type, reason, message, Kubelet.NAME, run.fieldPath());
    }
}
