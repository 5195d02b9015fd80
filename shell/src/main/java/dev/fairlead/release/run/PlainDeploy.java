package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notification.Notification;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.ReplacedImage;
import dev.fairlead.release.record.ReleaseObjects;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.RolloutResult;
import java.time.Duration;
import java.util.Optional;

/** A deploy without steps, and what others are told of it. */
public final class PlainDeploy {
    private final ReleaseContext context;
    private final DeployRequest request;
    private final ObjectName workload;
    private final ReleaseNotifier notifier;
    private final long began = System.nanoTime();

    public PlainDeploy(ReleaseContext context, DeployRequest request) {
        this.context = context;
        this.request = request;
        this.workload = ObjectName.deployment(request.name());
        this.notifier = new ReleaseNotifier(context);
    }

    public RolloutResult run() {
        admit();
        if (request.dryRun()) {
            return context.rollouts().deploy(request, context.progress());
        }
        Notification.ImageChange change = change();
        tell(Notification.Event.STARTED, change, Optional.empty());
        try {
            RolloutResult result = context.rollouts().deploy(request, context.progress());
            // Whether it takes over is not known to who does not wait for it.
            result.status().ifPresent(status -> tell(Notification.Event.PROMOTED, change, Optional.empty()));
            return result;
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            tell(Notification.Event.FAILED, change, Optional.of(ReleaseNotifier.reason(e)));
            throw e;
        }
    }

    private void admit() {
        ReleaseAdmission admission = new ReleaseAdmission(context);
        admission.refuseUnfinished(workload);
        admission.refuseScaling(request);
        admission.refuseOtherColour(request);
    }

    private Notification.ImageChange change() {
        // Where the user may not look the deploy itself says so.
        Optional<JsonNode> before = new ReleaseObjects(context.cluster()).findVisible(workload);
        String container = request.container()
                .orElseGet(() -> before.flatMap(ReplacedImage::only).orElse(request.name()));
        String from = before.map(now -> ReplacedImage.of(now, container)).orElse("");
        return new Notification.ImageChange(container, from, request.image().isBlank() ? from : request.image());
    }

    private void tell(Notification.Event event, Notification.ImageChange change, Optional<Notification.Reason> why) {
        notifier.tell(event, workload, change, "rolling", Duration.ofNanos(System.nanoTime() - began), why);
    }
}
