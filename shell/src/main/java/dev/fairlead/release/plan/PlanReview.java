package dev.fairlead.release.plan;

import java.util.List;

/**
 * A plan that is not made, with what the server says each of its writes would change.
 *
 * @param changes step by step, those of which the server can say so before the others are made
 */
public record PlanReview(Plan plan, List<PlannedChange> changes) {

    /**
     * @param step counted from 1
     * @param lines of a unified diff
     */
    public record PlannedChange(int step, String object, List<String> lines) {}
}
