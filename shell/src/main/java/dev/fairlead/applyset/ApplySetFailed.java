package dev.fairlead.applyset;

import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Overtaken;
import dev.fairlead.rollout.model.RolloutsFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A set that was applied in part, or whose workloads are not all well. What was done is its result. */
public final class ApplySetFailed extends OpsException {
    private final transient ApplySetResult result;

    private ApplySetFailed(OpsException why, String message, List<String> hints, ApplySetResult result) {
        super(why.kind(), message, why.details(), hints, why);
        this.result = result;
    }

    /**
     * {@link Overtaken} where the workloads that are not well are those that somebody else has changed meanwhile.
     *
     * @param line to be typed again when the reason is gone
     */
    static OpsException of(OpsException why, ApplySetResult result, String line) {
        long open = result.objects().stream()
                .filter(object -> object.outcome().equals(SetState.NOT_APPLIED))
                .count();
        List<String> hints = new ArrayList<>(why.hints());
        hints.remove(line);
        hints.add(line);
        int all = result.objects().size();
        boolean told = open == 0 && why instanceof RolloutsFailed;
        String left = told ? "" : "\n" + (all - open) + " of " + all + " objects were applied";
        String set = "set " + result.set() + ": ";
        return why.getCause() instanceof Overtaken overtaken
                ? new Overtaken(set + overtaken.message() + left, why.details(), why.hints(), result, overtaken)
                : new ApplySetFailed(why, set + why.message() + left, hints, result);
    }

    /** What was applied and what was not. */
    public ApplySetResult state() {
        return result;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(result);
    }
}
