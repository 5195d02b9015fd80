package dev.fairlead.release.plan;

import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.traffic.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A release before it is made: what is done, step by step, what that relies on, and how to go back.
 *
 * @param id tells what this release made from what others made
 * @param workload the Deployment that is released, as the user knows it
 * @param strategy as it is typed
 * @param image what is released
 * @param before the image that serves now; empty for the first
 * @param cause for the history
 * @param stable the Deployment that serves now; the same as the workload but for a blue-green release from green to blue
 * @param candidate the Deployment that is released
 * @param preview the Service that selects only the candidate
 * @param routes where the requests are shared out, as it was found; empty where nothing or the count of pods shares them
 * @param autoscaled whether the replicas of the stable Deployment belong to somebody else
 * @param autoRollback whether a failure runs the way back
 * @param promotion the step that a full promotion goes on with
 * @param found the objects that it relies on, as they were
 * @param wayBack what undoes it, from whichever step
 * @param notes what the user should know of it
 */
public record Plan(
        String id,
        ObjectName workload,
        String namespace,
        String strategy,
        String image,
        String before,
        String cause,
        ObjectName stable,
        ObjectName candidate,
        Optional<String> preview,
        Optional<Routes> routes,
        boolean autoscaled,
        boolean autoRollback,
        WaitRules rules,
        int promotion,
        List<OriginalObject> found,
        List<Step> steps,
        List<Step> wayBack,
        List<String> notes) {

    public Plan {
        found = List.copyOf(found);
        steps = List.copyOf(steps);
        wayBack = List.copyOf(wayBack);
        notes = List.copyOf(notes);
    }

    /** The object as it was found; empty where the release makes it. */
    public Optional<OriginalObject> found(ObjectName object) {
        return found.stream().filter(one -> one.object().equals(object)).findFirst();
    }

    /** As people read it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(strategy + " release of " + workload + " to " + image + (before.isEmpty() ? "" : ", now " + before));
        number(steps, lines);
        if (!wayBack.isEmpty()) {
            lines.add("way back" + (autoRollback ? ", also by itself when it fails:" : ", by rollout abort:"));
            number(wayBack, lines);
        }
        notes.forEach(note -> lines.add("note: " + note));
        return lines;
    }

    private static void number(List<Step> steps, List<String> lines) {
        for (int i = 0; i < steps.size(); i++) {
            lines.add(String.format("%4d  %s", i + 1, steps.get(i).text()));
        }
    }
}
