package dev.fairlead.release.run;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notification.Notification;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.rollout.RolloutService;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a release works with.
 *
 * @param scope the context and namespace of {@code cluster}
 * @param confirm asks the user who is there; empty where nobody is
 * @param who the user and the machine, for others to read
 * @param notices takes what others are told of it
 */
public record ReleaseContext(
        ClusterClient cluster,
        ClusterScope scope,
        RolloutService rollouts,
        Gatekeeper gates,
        Function<String, Optional<Boolean>> confirm,
        String who,
        Consumer<Notification> notices,
        ProgressListener progress) {

    /** The same, heard elsewhere too. */
    ReleaseContext telling(Consumer<Notification> newNotices) {
        return new ReleaseContext(cluster, scope, rollouts, gates, confirm, who, newNotices, progress);
    }

    /** By the server's clock. */
    Instant now() {
        return Instant.now().plus(cluster.clockSkew());
    }

    /** A line about the workload, as it is typed here. */
    String line(String verb, ObjectName workload) {
        return "rollout " + verb + " " + workload + " -n " + cluster.namespace();
    }

    /**
     * The release as others see it.
     *
     * @param holder who works on it; empty where nobody does
     */
    public ReleaseState state(ReleaseRecord record, String holder) {
        Plan plan = record.plan();
        boolean over = record.phase().isOver();
        return new ReleaseState(
                plan.workload().toString(),
                cluster.namespace(),
                cluster.context(),
                plan.id(),
                plan.strategy(),
                plan.image(),
                plan.before(),
                record.phase(),
                Math.min(record.next() + 1, record.steps().size()),
                record.steps().size(),
                over || record.isAtEnd() ? "" : record.step().text(),
                over ? Optional.empty() : Shares.of(this, record),
                record.until(),
                over || record.phase() == Phase.STOPPED ? "" : holder,
                record.who(),
                record.since(),
                record.verdict(),
                over ? List.of() : next(record, holder));
    }

    /** Who works on it need not be resumed. */
    private List<String> next(ReleaseRecord record, String holder) {
        List<String> lines = ReleaseMessages.next(this, record);
        boolean held = !holder.isEmpty() && record.phase() != Phase.STOPPED;
        return held
                ? lines.stream()
                        .filter(line -> !line.startsWith("rollout resume"))
                        .toList()
                : lines;
    }
}
