package dev.fairlead.rollout.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.json.YamlDiff;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.deploy.ConfigCopies;
import dev.fairlead.rollout.deploy.ConfigRef;
import dev.fairlead.rollout.judge.Readiness;
import dev.fairlead.rollout.judge.RevisionOrder;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.RevisionAuthor;
import dev.fairlead.rollout.model.RevisionDiff;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workload's revisions with their templates, by owner UID. */
public final class RevisionHistory {
    private final ClusterClient cluster;
    private final Snapshot snapshot;
    private final WorkloadRef ref;

    public RevisionHistory(ClusterClient cluster, WorkloadRef ref, Snapshot snapshot) {
        this.cluster = cluster;
        this.ref = ref;
        this.snapshot = snapshot;
    }

    /**
     * A revision with the pod template that it stands for.
     *
     * @param owner the ReplicaSet or ControllerRevision that the cluster keeps it as
     */
    public record Entry(Revision revision, JsonNode template, HasMetadata owner) {}

    /** Oldest first. */
    public List<Entry> entries() {
        HasMetadata workload = snapshot.workload();
        List<Entry> entries = new ArrayList<>();
        if (workload instanceof Deployment deployment) {
            Optional<ReplicaSet> newest = RevisionOrder.newest(deployment, snapshot.replicaSets());
            snapshot.replicaSets()
                    .forEach(set ->
                            entries.add(entry(set, newest.filter(set::equals).isPresent())));
        } else {
            long current = current(workload);
            snapshot.revisions().forEach(revision -> entries.add(entry(revision, revision.getRevision() == current)));
        }
        entries.sort(Comparator.comparingLong(entry -> entry.revision().number()));
        return entries;
    }

    /**
     * The revision to go back to.
     *
     * @param number empty for the one before the current
     * @throws OpsException of kind NOT_FOUND or USAGE
     */
    public Entry target(Optional<Long> number) {
        List<Entry> entries = entries();
        if (number.isPresent()) {
            return numbered(number.get(), entries);
        }
        List<Entry> before =
                entries.stream().filter(entry -> !entry.revision().current()).toList();
        return before.stream()
                .filter(entry -> !entry.revision().isOut())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> (before.isEmpty()
                                ? new OpsException(
                                        FailureKind.NOT_FOUND, "cannot undo " + ref + ": " + noneBefore(entries))
                                : new OpsException(
                                        FailureKind.CONFLICT, "cannot undo " + ref + ": " + allFailed(before)))
                        .hint("rollout history " + ref + " -n " + cluster.namespace()));
    }

    /** What is known against the revision that is gone to, and against those that are passed over for it. */
    public List<String> failuresOnTheWayTo(Entry target) {
        return entries().stream()
                .map(Entry::revision)
                .filter(revision -> !revision.current() && revision.isOut())
                .filter(revision -> revision.number() >= target.revision().number())
                .map(revision -> revision.number() == target.revision().number()
                        ? failure(revision) + " when it was current"
                        : failure(revision) + " and is passed over")
                .toList();
    }

    private static String failure(Revision revision) {
        return "revision " + revision.number() + " failed (" + revision.failed() + ")";
    }

    private static String allFailed(List<Entry> before) {
        Revision newest = before.get(before.size() - 1).revision();
        return failure(newest) + (before.size() == 1 ? "" : ", and so did all before it") + "; --to-revision "
                + newest.number() + " goes there all the same";
    }

    /** @throws OpsException of kind NOT_FOUND */
    public RevisionDiff diff(RevisionRange range) {
        List<Entry> entries = entries();
        Entry from = numbered(range.from(), entries);
        Entry to = range.to().map(number -> numbered(number, entries)).orElseGet(this::required);
        return new RevisionDiff(
                ref,
                from.revision().number(),
                to.revision().number(),
                YamlDiff.of(title(from), plain(from.template()), title(to), plain(to.template())),
                configDiff(from, to));
    }

    private List<RevisionDiff.ConfigDiff> configDiff(Entry from, Entry to) {
        ConfigCopies copies = new ConfigCopies(cluster, ProgressListener.SILENT);
        return ConfigDiffs.of(
                title(from),
                copies.of(from.owner(), ConfigRef.KINDS),
                title(to),
                copies.of(to.owner(), ConfigRef.KINDS));
    }

    private static String title(Entry entry) {
        return "revision " + entry.revision().number();
    }

    /** ControllerRevisions hold a patch, whose directive is no part of the template. */
    static JsonNode plain(JsonNode template) {
        ObjectNode plain = template.deepCopy();
        plain.remove("$patch");
        if (plain.path("metadata") instanceof ObjectNode metadata
                && metadata.path("creationTimestamp").isNull()) {
            metadata.remove("creationTimestamp");
        }
        return plain;
    }

    private Entry numbered(long number, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.revision().number() == number)
                .findFirst()
                .orElseThrow(() -> noRevision(number, entries));
    }

    /** Empty where the cluster has not made it yet. */
    Optional<Entry> current() {
        return entries().stream().filter(entry -> entry.revision().current()).findFirst();
    }

    private Entry required() {
        return current()
                .orElseThrow(() -> new OpsException(
                                FailureKind.CONFLICT,
                                "the cluster has not made the current revision of " + ref + " yet")
                        .hint("rollout status " + ref + " -n " + cluster.namespace()));
    }

    private static String noneBefore(List<Entry> entries) {
        long current = entries.isEmpty() ? 0 : entries.get(0).revision().number();
        return current <= 1
                ? "it is at its first revision, there is none before it"
                : "the cluster keeps no revision before " + current + "; see its revisionHistoryLimit";
    }

    private OpsException noRevision(long number, List<Entry> entries) {
        List<String> numbers = entries.stream()
                .map(entry -> String.valueOf(entry.revision().number()))
                .toList();
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        ref + " has no revision " + number + "; there are: " + String.join(", ", numbers))
                .hint("rollout history " + ref + " -n " + cluster.namespace());
    }

    private Entry entry(ReplicaSet set, boolean current) {
        JsonNode template = cluster.mapper()
                .valueToTree(RevisionOrder.withoutHash(set.getSpec().getTemplate()));
        List<Pod> pods = snapshot.podsOf(set);
        return new Entry(
                new Revision(
                        RevisionOrder.number(set),
                        current,
                        images(template),
                        pods.size(),
                        ready(pods),
                        created(set),
                        RevisionAuthor.of(set, snapshot.workload(), current),
                        cause(set),
                        FailedRevisions.reason(set)),
                template,
                set);
    }

    private Entry entry(ControllerRevision revision, boolean current) {
        JsonNode template =
                cluster.mapper().valueToTree(revision.getData()).path("spec").path("template");
        String hash = label(revision, "controller-revision-hash");
        List<Pod> pods = snapshot.pods().stream()
                .filter(pod -> isOf(pod, hash, revision))
                .toList();
        return new Entry(
                new Revision(
                        revision.getRevision(),
                        current,
                        images(template),
                        pods.size(),
                        ready(pods),
                        created(revision),
                        RevisionAuthor.of(revision, snapshot.workload(), current),
                        cause(revision),
                        FailedRevisions.reason(revision)),
                template,
                revision);
    }

    /** A StatefulSet's pods carry the revision's name, a DaemonSet's only the hash at its end. */
    private static boolean isOf(Pod pod, String hash, ControllerRevision revision) {
        String own = label(pod, "controller-revision-hash");
        return !own.isEmpty()
                && (own.equals(hash) || own.equals(revision.getMetadata().getName()));
    }

    private long current(HasMetadata workload) {
        if (workload instanceof StatefulSet set && set.getStatus() != null) {
            return snapshot.revisions().stream()
                    .filter(r ->
                            r.getMetadata().getName().equals(set.getStatus().getUpdateRevision()))
                    .mapToLong(ControllerRevision::getRevision)
                    .findFirst()
                    .orElse(0);
        }
        return snapshot.revisions().stream()
                .mapToLong(ControllerRevision::getRevision)
                .max()
                .orElse(0);
    }

    private static List<String> images(JsonNode template) {
        List<String> images = new ArrayList<>();
        template.at("/spec/containers")
                .forEach(container -> images.add(container.path("image").asText()));
        return images;
    }

    private static int ready(List<Pod> pods) {
        return (int) pods.stream().filter(Readiness::isReady).count();
    }

    private static Instant created(HasMetadata object) {
        return Instant.parse(object.getMetadata().getCreationTimestamp());
    }

    private static String cause(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(ChangeAnnotations.CAUSE, "");
    }

    private static String label(HasMetadata object, String name) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(name, "");
    }
}
