package dev.fairlead.rollout.history;

import dev.fairlead.failure.Overtaken;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.TemplateFields;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.RevisionAuthor;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.model.WrittenTemplate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;

/** What is said of a workload that got another template while the one that was written was followed. */
public final class OvertakenRollout {
    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final WrittenTemplate written;

    public OvertakenRollout(ClusterClient cluster, WorkloadRef ref, WrittenTemplate written) {
        this.cluster = cluster;
        this.ref = ref;
        this.written = written;
    }

    /** @param status of the change that overtook */
    public Overtaken by(Snapshot now, RolloutStatus status) {
        Optional<Revision> newest = ref.hasRevisions()
                ? new RevisionHistory(cluster, ref, now).current().map(RevisionHistory.Entry::revision)
                : Optional.empty();
        String who = RevisionAuthor.ofTemplate(now.workload());
        String message = ref + " was overtaken by " + change(now.workload(), newest)
                + (who.isEmpty() ? "" : " (" + who + ")") + ": "
                + difference(now.workload());
        return new Overtaken(
                message,
                List.of(),
                List.of(
                        "rollout status " + ref + " -n " + cluster.namespace(),
                        "rollout history " + ref + " -n " + cluster.namespace()),
                status);
    }

    private String change(HasMetadata workload, Optional<Revision> newest) {
        if (!written.isOf(workload)) {
            return "another of its name; it was deleted and made anew";
        }
        return newest.map(revision -> "revision " + revision.number()).orElse("a later change");
    }

    private String difference(HasMetadata workload) {
        List<String> wrote = images(written.template().getSpec());
        List<String> now =
                TemplateFields.of(workload).map(OvertakenRollout::images).orElse(List.of());
        return wrote.equals(now)
                ? "its pod template is no longer what this line wrote"
                : "its image is " + String.join(", ", now) + " now, not " + String.join(", ", wrote);
    }

    private static List<String> images(PodSpec pod) {
        return pod.getContainers().stream().map(Container::getImage).toList();
    }
}
