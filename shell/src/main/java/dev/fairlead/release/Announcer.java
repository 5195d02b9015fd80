package dev.fairlead.release;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notice.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells webhooks how a release goes. Whoever works on it tells; the release itself knows no webhook. */
final class Announcer {
    private static final String ROLLOUT = "rollout_";

    private final Surroundings around;

    Announcer(Surroundings around) {
        this.around = around;
    }

    void begun(ReleaseRecord record) {
        tell(Notice.Event.STARTED, record, Optional.empty());
    }

    void waiting(ReleaseRecord record) {
        String line = around.line("promote", record.plan().workload());
        tell(
                Notice.Event.WAITING,
                record,
                Optional.of(new Notice.Reason("", record.step().text(), line)));
    }

    /** It was promoted, or went back because somebody wanted it. */
    void over(ReleaseRecord record) {
        if (record.phase() == Phase.DONE) {
            tell(Notice.Event.PROMOTED, record, Optional.empty());
        } else {
            tell(Notice.Event.ROLLED_BACK, record, Optional.of(new Notice.Reason("", "it was aborted", "")));
        }
    }

    /** It went back, or stopped where it was, because something failed. */
    void failed(ReleaseRecord record, OpsException failure) {
        boolean wentBack =
                failure instanceof ReleaseFailed known && known.release().phase() == Phase.FAILED;
        tell(wentBack ? Notice.Event.ROLLED_BACK : Notice.Event.FAILED, record, Optional.of(reason(failure)));
    }

    private void tell(Notice.Event event, ReleaseRecord record, Optional<Notice.Reason> why) {
        Plan plan = record.plan();
        Duration took = Duration.between(record.since(), around.now());
        String container = plan.found(plan.stable())
                .map(found -> Images.container(found.document(), plan.before()))
                .orElse(plan.workload().name());
        Notice.ImageChange change = new Notice.ImageChange(container, plan.before(), plan.image());
        tell(event, plan.workload(), change, plan.strategy(), took, why);
    }

    /** @param took since it began */
    void tell(
            Notice.Event event,
            ObjectName workload,
            Notice.ImageChange change,
            String strategy,
            Duration took,
            Optional<Notice.Reason> why) {
        around.notices()
                .accept(new Notice(
                        event,
                        workload.toString(),
                        around.cluster().context(),
                        around.cluster().namespace(),
                        List.of(change),
                        strategy,
                        why,
                        around.who(),
                        event == Notice.Event.STARTED || took.isNegative() ? Duration.ZERO : took,
                        around.now()));
    }

    static Notice.Reason reason(OpsException failure) {
        List<String> hints = failure.hints();
        return new Notice.Reason(family(failure.kind()), failure.message(), hints.isEmpty() ? "" : hints.get(0));
    }

    private static String family(FailureKind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return name.startsWith(ROLLOUT) ? name.substring(ROLLOUT.length()) : "";
    }
}
