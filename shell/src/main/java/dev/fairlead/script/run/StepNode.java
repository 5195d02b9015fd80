package dev.fairlead.script.run;

import dev.fairlead.progress.ProgressEvent.StepOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step of a run while it runs, and how it ended. */
final class StepNode {
    static final String BELOW = " > ";

    private final String id;
    private final @Nullable StepNode parent;
    private final String name;
    private final int occurrence;
    private final boolean aside;
    private final Instant began = Instant.now();
    private final Trace trace = new Trace();
    private final CleanupActions tidying = new CleanupActions();
    private volatile @Nullable Instant ended;
    private volatile StepOutcome outcome = StepOutcome.RUNNING;
    private volatile @Nullable StepFailure failure;

    /**
     * @param occurrence which step of this name it is below its parent, the first is 1
     * @param aside whether others run at the same time
     */
    StepNode(String id, @Nullable StepNode parent, String name, int occurrence, boolean aside) {
        this.id = id;
        this.parent = parent;
        this.name = name;
        this.occurrence = occurrence;
        this.aside = aside;
    }

    String id() {
        return id;
    }

    @Nullable
    StepNode parent() {
        return parent;
    }

    String name() {
        return name;
    }

    boolean aside() {
        return aside;
    }

    /**
     * As a user names it, and what tells it from every other step of a run, in every run of the same script: {@code
     * Release > Push image}, and {@code Release > Push image#2} for the second of that name.
     */
    String path() {
        String own = occurrence == 1 ? name : numbered();
        return parent == null ? own : parent.path() + BELOW + own;
    }

    /** Whether a part of a path means it: its name means every step of that name, its name with a number that one. */
    boolean isCalled(String part) {
        return part.equals(name) || part.equals(numbered());
    }

    /** It with what stands around it, the outermost first. */
    List<StepNode> chain() {
        List<StepNode> chain = parent == null ? new ArrayList<>() : parent.chain();
        chain.add(this);
        return chain;
    }

    private String numbered() {
        return name + "#" + occurrence;
    }

    Trace trace() {
        return trace;
    }

    CleanupActions tidying() {
        return tidying;
    }

    /** @param how it ended */
    void over(StepOutcome how) {
        ended = Instant.now();
        outcome = how;
    }

    void failedBy(StepFailure why) {
        failure = why;
    }

    Optional<StepFailure> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isOver() {
        return ended != null;
    }

    Instant began() {
        return began;
    }

    Instant ended() {
        Instant known = ended;
        return known == null ? Instant.now() : known;
    }

    StepOutcome outcome() {
        return outcome;
    }
}
