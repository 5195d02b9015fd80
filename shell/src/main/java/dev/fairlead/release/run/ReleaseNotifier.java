package dev.fairlead.release.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notification.Notification;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.ReplacedImage;
import dev.fairlead.release.record.ReleaseRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells webhooks how a release goes. Whoever works on it tells; the release itself knows no webhook. */
final class ReleaseNotifier {
    private static final String ROLLOUT = "rollout_";

    private final ReleaseContext context;

    ReleaseNotifier(ReleaseContext context) {
        this.context = context;
    }

    void begun(ReleaseRecord record) {
        tell(Notification.Event.STARTED, record, Optional.empty());
    }

    void waiting(ReleaseRecord record) {
        String line = context.line("promote", record.plan().workload());
        tell(
                Notification.Event.WAITING,
                record,
                Optional.of(new Notification.Reason("", record.step().text(), line)));
    }

    /** It was promoted, or went back because somebody wanted it. */
    void over(ReleaseRecord record) {
        if (record.phase() == Phase.DONE) {
            tell(Notification.Event.PROMOTED, record, Optional.empty());
        } else {
            tell(
                    Notification.Event.ROLLED_BACK,
                    record,
                    Optional.of(new Notification.Reason("", "it was aborted", "")));
        }
    }

    /** It went back, or stopped where it was, because something failed. */
    void failed(ReleaseRecord record, OpsException failure) {
        boolean wentBack =
                failure instanceof ReleaseFailed known && known.release().phase() == Phase.FAILED;
        tell(
                wentBack ? Notification.Event.ROLLED_BACK : Notification.Event.FAILED,
                record,
                Optional.of(reason(failure)));
    }

    private void tell(Notification.Event event, ReleaseRecord record, Optional<Notification.Reason> why) {
        Plan plan = record.plan();
        Duration took = Duration.between(record.since(), context.now());
        String container = plan.found(plan.stable())
                .map(found -> ReplacedImage.container(found.document(), plan.before()))
                .orElse(plan.workload().name());
        Notification.ImageChange change = new Notification.ImageChange(container, plan.before(), plan.image());
        tell(event, plan.workload(), change, plan.strategy(), took, why);
    }

    /** @param took since it began */
    void tell(
            Notification.Event event,
            ObjectName workload,
            Notification.ImageChange change,
            String strategy,
            Duration took,
            Optional<Notification.Reason> why) {
        context.notices()
                .accept(new Notification(
                        event,
                        workload.toString(),
                        context.cluster().context(),
                        context.cluster().namespace(),
                        List.of(change),
                        strategy,
                        why,
                        context.who(),
                        event == Notification.Event.STARTED || took.isNegative() ? Duration.ZERO : took,
                        context.now()));
    }

    static Notification.Reason reason(OpsException failure) {
        List<String> hints = failure.hints();
        return new Notification.Reason(family(failure.kind()), failure.message(), hints.isEmpty() ? "" : hints.get(0));
    }

    private static String family(FailureKind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return name.startsWith(ROLLOUT) ? name.substring(ROLLOUT.length()) : "";
    }
}
