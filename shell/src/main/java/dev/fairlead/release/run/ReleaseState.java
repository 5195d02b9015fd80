package dev.fairlead.release.run;

import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.Share;
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
}
