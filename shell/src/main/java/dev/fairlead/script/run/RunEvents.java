package dev.fairlead.script.run;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.io.MaskedPieces;
import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.report.Traces;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happens in a run to who owns the screen: without secrets, and within the step whose thread, or a thread made
 * by it, told it.
 */
public final class RunEvents implements ProgressListener {
    private final ProgressListener outer;
    private final Secrets secrets;
    private final Map<Trace, Printing> printings = new LinkedHashMap<>();
    private final Trace outside = new Trace();
    private final InheritableThreadLocal<@Nullable StepNode> current = new InheritableThreadLocal<>();

    public RunEvents(ProgressListener outer, Secrets secrets) {
        this.outer = outer;
        this.secrets = secrets;
    }

    @Override
    public void on(ProgressEvent event) {
        if (event instanceof ProgressEvent.Printed text) {
            print(text);
        } else {
            take(secrets.mask(event), current());
        }
    }

    /**
     * A script may print one line in pieces, and a secret with them. What may be its beginning waits whatever else happens
     * meanwhile: that goes to other lines or to another stream.
     */
    private synchronized void print(ProgressEvent.Printed text) {
        StepNode step = current();
        printings.computeIfAbsent(trace(step), key -> new Printing(step)).take(text);
    }

    /** Shows what waits for the rest of its line in a step that is over, as nothing more comes behind it. */
    synchronized void flush(StepNode over) {
        Printing printing = printings.remove(over.trace());
        if (printing != null) {
            printing.end();
        }
    }

    /** Shows what waits for the rest of its line, in and outside of steps; nothing more comes behind it. */
    public synchronized void flush() {
        printings.values().forEach(Printing::end);
        printings.clear();
    }

    private void take(ProgressEvent safe, @Nullable StepNode step) {
        trace(step).log().take(safe);
        outer.on(step == null ? safe : new ProgressEvent.Within(step.id(), safe));
    }

    /** What is seen of what happens outside of steps. */
    Trace outside() {
        return outside;
    }

    /** What is seen of what this thread does. */
    Trace trace() {
        return trace(current());
    }

    private Trace trace(@Nullable StepNode step) {
        return step == null ? outside : step.trace();
    }

    /** An attempt has failed, and there will be another. */
    void tried(Traces.Attempt attempt) {
        trace().tried(attempt);
        note("attempt " + attempt.number() + " of " + attempt.of() + " failed: " + attempt.failure() + "; again in "
                + RetryAndTimeout.inWords(attempt.pause()));
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

    /** The text that is printed in one step, or outside of steps. */
    private final class Printing {
        private final @Nullable StepNode step;
        private final MaskedPieces pieces = new MaskedPieces(secrets);
        private boolean raw;

        Printing(@Nullable StepNode step) {
            this.step = step;
        }

        void take(ProgressEvent.Printed text) {
            raw = text.raw();
            show(pieces.take(text.text()));
        }

        void end() {
            show(pieces.rest());
        }

        private void show(String text) {
            if (!text.isEmpty()) {
                RunEvents.this.take(new ProgressEvent.Printed(text, raw), step);
            }
        }
    }
}
