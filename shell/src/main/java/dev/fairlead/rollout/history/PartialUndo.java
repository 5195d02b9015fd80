package dev.fairlead.rollout.history;

import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An undo that brought configuration back and then came to a stop: the configuration is that of one revision and the
 * template that of another.
 *
 * @param target the revision to go back to
 * @param current the one that the template still is; zero where that is not known
 */
record PartialUndo(WorkloadRef workload, String namespace, long target, long current) {

    /** The same failure, which says what was changed before and the lines that go on or go back. */
    OpsException by(OpsException why, List<ObjectChange> changed) {
        String done = changed.stream()
                .map(change -> change.object() + " was " + change.outcome())
                .collect(Collectors.joining(", "));
        List<String> hints = new ArrayList<>(List.of(line(target)));
        String back = "";
        if (current > 0) {
            hints.add(line(current));
            back = "; the second line brings the configuration of revision " + current + " back";
        }
        hints.addAll(why.hints());
        String message = why.message() + ". Before that " + done + "; the first line tries the rest again" + back;
        return new OpsException(why.kind(), message, why.details(), hints, why.getCause());
    }

    private String line(long revision) {
        return "rollout undo " + workload + " -n " + namespace + " --to-revision " + revision + " --with-config";
    }
}
