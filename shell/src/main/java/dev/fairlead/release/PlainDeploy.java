package dev.fairlead.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notice.Notice;
import dev.fairlead.rollout.DeployRequest;
import dev.fairlead.rollout.RolloutResult;
import java.time.Duration;
import java.util.Optional;

/** A deploy without steps, and what others are told of it. */
final class PlainDeploy {
    private final Surroundings around;
    private final DeployRequest request;
    private final ObjectName workload;
    private final Announcer announcer;
    private final long began = System.nanoTime();

    PlainDeploy(Surroundings around, DeployRequest request) {
        this.around = around;
        this.request = request;
        this.workload = ObjectName.deployment(request.name());
        this.announcer = new Announcer(around);
    }

    RolloutResult run() {
        admit();
        if (request.dryRun()) {
            return around.rollouts().deploy(request, around.progress());
        }
        Notice.ImageChange change = change();
        tell(Notice.Event.STARTED, change, Optional.empty());
        try {
            RolloutResult result = around.rollouts().deploy(request, around.progress());
            // Whether it takes over is not known to who does not wait for it.
            result.status().ifPresent(status -> tell(Notice.Event.PROMOTED, change, Optional.empty()));
            return result;
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            tell(Notice.Event.FAILED, change, Optional.of(Announcer.reason(e)));
            throw e;
        }
    }

    private void admit() {
        Admission admission = new Admission(around);
        admission.refuseUnfinished(workload);
        admission.refuseScaling(request);
        admission.refuseOtherColour(request);
    }

    private Notice.ImageChange change() {
        // Where the user may not look the deploy itself says so.
        Optional<JsonNode> before = new Objects(around.cluster()).findVisible(workload);
        String container =
                request.container().orElseGet(() -> before.flatMap(Images::only).orElse(request.name()));
        String from = before.map(now -> Images.of(now, container)).orElse("");
        return new Notice.ImageChange(container, from, request.image().isBlank() ? from : request.image());
    }

    private void tell(Notice.Event event, Notice.ImageChange change, Optional<Notice.Reason> why) {
        announcer.tell(event, workload, change, "rolling", Duration.ofNanos(System.nanoTime() - began), why);
    }
}
