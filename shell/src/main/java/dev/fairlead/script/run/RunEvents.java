package dev.fairlead.script.run;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.raw.MaskedPieces;
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
    private final MaskedPieces printed;
    private @Nullable StepNode printedBy;
    private boolean printedRaw;
    private final Trace outside = new Trace();
    private final InheritableThreadLocal<@Nullable StepNode> current = new InheritableThreadLocal<>();

    public RunEvents(ProgressListener outer, Secrets secrets) {
        this.outer = outer;
        this.secrets = secrets;
        this.printed = new MaskedPieces(secrets);
    }

    @Override
    public void on(ProgressEvent event) {
        StepNode step = current();
        if (event instanceof ProgressEvent.Printed text) {
            print(text, step);
        } else {
            flush();
            take(secrets.mask(event), step);
        }
    }

    /** A script may print one line in pieces, and a secret with them. */
    private synchronized void print(ProgressEvent.Printed text, @Nullable StepNode step) {
        if (printedBy != step || printedRaw != text.raw()) {
            flush();
        }
        printedBy = step;
        printedRaw = text.raw();
        show(printed.take(text.text()));
    }

    /** Shows what waits for the rest of its line; nothing more comes behind it. */
    public synchronized void flush() {
        show(printed.rest());
    }

    private void show(String text) {
        if (!text.isEmpty()) {
            take(new ProgressEvent.Printed(text, printedRaw), printedBy);
        }
    }

    private void take(ProgressEvent safe, @Nullable StepNode step) {
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
        flush();
        outer.on(event);
    }
}
