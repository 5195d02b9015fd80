package dev.fairlead.script.run;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.raw.Secrets;
import dev.fairlead.script.report.Traces;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happens in a run to who owns the screen: without secrets, and within the step whose thread, or a thread made
 * by it, told it.
 */
public final class RunEvents implements ProgressListener {
    private final ProgressListener outer;
    private final Secrets secrets;
    private final Trace outside = new Trace();
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
            outside.log().take(safe);
            outer.on(safe);
        } else {
            step.trace().log().take(safe);
            outer.on(new ProgressEvent.Within(step.id(), safe));
        }
    }

    /** What is seen of what happens outside of steps. */
    Trace outside() {
        return outside;
    }

    /** What is seen of what this thread does. */
    Trace trace() {
        StepNode step = current();
        return step == null ? outside : step.trace();
    }

    /** An attempt has failed, and there will be another. */
    void tried(Traces.Attempt attempt) {
        trace().tried(attempt);
        note("attempt " + attempt.number() + " of " + attempt.of() + " failed: " + attempt.failure() + "; again in "
                + Patience.inWords(attempt.pause()));
    }

    /** A text that may be shown. */
    String safe(String text) {
        return secrets.mask(text);
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
