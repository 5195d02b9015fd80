package dev.fairlead.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A release as others see it.
 *
 * @param workload as it is typed
 * @param image what is released
 * @param before the image that served before; empty for the first
 * @param step how many steps are done, or which one is under way, counted from 1; of the way back while it goes back
 * @param steps how many there are
 * @param doing the present step; empty when it is over
 * @param share the candidate's real share of the traffic; empty where there is no such thing
 * @param until when a pause ends
 * @param holder who works on it; empty where nobody does
 * @param who began it
 * @param verdict why it failed; empty while it did not
 * @param next lines to type
 */
public record ReleaseState(
        String workload,
        String namespace,
        String context,
        String id,
        String strategy,
        String image,
        String before,
        Phase phase,
        int step,
        int steps,
        String doing,
        Optional<Share> share,
        Optional<Instant> until,
        String holder,
        String who,
        Instant since,
        String verdict,
        List<String> next) {

    /** Strategy, phase and step in one line. */
    public String summary() {
        return strategy + " release to " + image + ": " + phase
                + (doing.isEmpty() ? "" : " at step " + step + " of " + steps + " (" + doing + ")")
                + (holder.isEmpty() ? "" : ", " + holder + " works on it");
    }

    static ReleaseState of(ReleaseContext around, ReleaseRecord record, String holder) {
        Plan plan = record.plan();
        boolean over = record.phase().isOver();
        return new ReleaseState(
                plan.workload().toString(),
                around.cluster().namespace(),
                around.cluster().context(),
                plan.id(),
                plan.strategy(),
                plan.image(),
                plan.before(),
                record.phase(),
                Math.min(record.next() + 1, record.steps().size()),
                record.steps().size(),
                over || record.isAtEnd() ? "" : record.step().text(),
                over ? Optional.empty() : Shares.of(around, record),
                record.until(),
                over || record.phase() == Phase.STOPPED ? "" : holder,
                record.who(),
                record.since(),
                record.verdict(),
                over ? List.of() : next(around, record, holder));
    }

    /** Who works on it need not be resumed. */
    private static List<String> next(ReleaseContext around, ReleaseRecord record, String holder) {
        List<String> lines = ReleaseMessages.next(around, record);
        boolean held = !holder.isEmpty() && record.phase() != Phase.STOPPED;
        return held
                ? lines.stream()
                        .filter(line -> !line.startsWith("rollout resume"))
                        .toList()
                : lines;
    }
}
