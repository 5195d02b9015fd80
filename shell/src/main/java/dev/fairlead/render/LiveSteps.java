package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of a script as a tree in the live block. A step that is part of no other leaves the block when it is over. */
final class LiveSteps {
    private final Map<String, LiveStep> known = new HashMap<>();
    private final Map<String, LiveStep> roots = new LinkedHashMap<>();

    boolean isEmpty() {
        return roots.isEmpty();
    }

    void begins(ProgressEvent.StepStarted started) {
        LiveStep step = new LiveStep(started.title());
        known.put(started.step(), step);
        LiveStep parent = known.get(started.parent());
        if (parent == null) {
            roots.put(started.step(), step);
        } else {
            parent.add(step);
        }
    }

    /** What is to be shown above the block from now on. */
    List<String> ends(ProgressEvent.StepFinished finished, boolean colour) {
        LiveStep step = known.get(finished.step());
        if (step == null) {
            return List.of();
        }
        step.ends(finished);
        return roots.remove(finished.step()) == null ? List.of() : step.told(colour);
    }

    Optional<LiveStep> of(String id) {
        return Optional.ofNullable(known.get(id));
    }

    void clear() {
        roots.clear();
        known.clear();
    }

    List<BlockLine> lines(int width, int most) {
        List<BlockLine> lines = new ArrayList<>();
        int left = roots.size();
        for (LiveStep root : roots.values()) {
            int room = most - lines.size() - left + 1;
            if (room > 0) {
                lines.addAll(root.lines(width, room));
            }
            left--;
        }
        return lines;
    }
}
