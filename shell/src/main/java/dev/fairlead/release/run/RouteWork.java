package dev.fairlead.release.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.ReleaseJournal;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.traffic.Routes;
import dev.fairlead.traffic.Traffic;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Does the steps that change routes. */
final class RouteWork {
    /** In which proxies learn that a candidate gets nothing any more, before it is removed. */
    private static final Duration LEARNT = Duration.ofSeconds(5);

    private final ReleaseContext context;
    private final ReleaseJournal journal;
    private final Traffic traffic;

    RouteWork(ReleaseContext context, ReleaseJournal journal) {
        this.context = context;
        this.journal = journal;
        this.traffic = new Traffic(context.cluster(), journal.lock()::check, context.progress());
    }

    void add() {
        traffic.prepare(routes());
    }

    void weigh(int percent) {
        Routes routes = routes();
        unchanged(() -> traffic.weigh(routes, percent))
                .forEach(line -> context.progress().note("share: " + line));
    }

    void restore(Step.RestoreRoutes step) {
        Routes routes = routes();
        unchanged(() -> traffic.restore(routes)).forEach(context.progress()::note);
        Pause.of(LEARNT, "cancelled at: " + step.text());
    }

    void remove() {
        traffic.remove(routes());
    }

    /** Over what others changed: what was found, and going forward the share that the release had come to. */
    void overwrite() {
        ReleaseRecord record = journal.record();
        if (record.plan().routes().isEmpty()) {
            context.progress().warn("this release has no routes that could be overwritten");
            return;
        }
        traffic.overwrite(routes()).forEach(context.progress()::note);
        if (!record.back()) {
            Optional<Integer> share = Optional.empty();
            for (Step done : record.steps().subList(0, record.next())) {
                share = done instanceof Step.Weigh weigh
                        ? Optional.of(weigh.percent())
                        : done instanceof Step.RestoreRoutes ? Optional.empty() : share;
            }
            share.ifPresent(percent -> {
                add();
                weigh(percent);
            });
        }
    }

    private Routes routes() {
        return journal.record().plan().routes().orElseThrow();
    }

    /** What others changed is left to them, unless the user says otherwise. */
    private <T> T unchanged(Supplier<T> work) {
        try {
            return work.get();
        } catch (OpsException e) {
            if (e.kind() != FailureKind.CONFLICT || journal.lock().lost().isPresent()) {
                throw e;
            }
            String verb = journal.record().back() ? "abort" : "resume";
            throw e.hint(context.line(verb, journal.record().plan().workload()) + " --overwrite");
        }
    }
}
