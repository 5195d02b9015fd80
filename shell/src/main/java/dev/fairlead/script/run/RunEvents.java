package dev.fairlead.script.run;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.raw.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happens in a run to who owns the screen: without secrets, and within the step whose thread, or a thread made
 * by it, told it.
 */
public final class RunEvents implements ProgressListener {
    private final ProgressListener outer;
    private final Secrets secrets;
    private final LogTail outside = new LogTail();
    private final InheritableThreadLocal<@Nullable StepNode> current = new InheritableThreadLocal<>();

    public RunEvents(ProgressListener outer, Secrets secrets) {
        this.outer = outer;
        this.secrets = secrets;
    }

    @Override
    public void on(ProgressEvent event) {
        ProgressEvent safe = secrets.mask(event);
        StepNode step = current();
        if (step == null) {
            outside.take(safe);
            outer.on(safe);
        } else {
            step.log().take(safe);
            outer.on(new ProgressEvent.Within(step.id(), safe));
        }
    }

    /** The last lines of what happened outside of steps. */
    LogTail outside() {
        return outside;
    }

    /** The innermost step of this thread that is not over. */
    @Nullable
    StepNode current() {
        StepNode step = current.get();
        while (step != null && step.isOver()) {
            step = step.parent();
        }
        return step;
    }

    /** Makes a step that of this thread; gives the one before. */
    @Nullable
    StepNode enter(@Nullable StepNode step) {
        StepNode before = current.get();
        if (step == null) {
            current.remove();
        } else {
            current.set(step);
        }
        return before;
    }

    /** Tells of a step itself. */
    void tell(ProgressEvent event) {
        outer.on(event);
    }
}
