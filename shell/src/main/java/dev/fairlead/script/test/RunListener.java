package dev.fairlead.script.test;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressEvent.StepOutcome;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Hears what a script does and prints, and says when a step has ended, on the thread that ended it. */
public final class RunListener implements ProgressListener {
    private final ProgressListener outer;
    private final Consumer<String> ended;
    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();

    /** A step that is over, in the order of their ends. */
    public record Step(String path, StepOutcome outcome, Duration took) {
        /** How it ended, in words. */
        public String ended() {
            return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        @Override
        public String toString() {
            return path + ": " + ended();
        }
    }

    /**
     * @param outer hears all of it too
     * @param ended is called with the path of a step that ended well, before the script goes on
     */
    public RunListener(ProgressListener outer, Consumer<String> ended) {
        this.outer = outer;
        this.ended = ended;
    }

    @Override
    public void on(ProgressEvent event) {
        take(event);
        outer.on(event);
        if (event instanceof ProgressEvent.StepFinished finished && finished.outcome() == StepOutcome.SUCCEEDED) {
            ended.accept(finished.path());
        }
    }

    private synchronized void take(ProgressEvent event) {
        if (event instanceof ProgressEvent.Within within) {
            take(within.event());
        } else if (event instanceof ProgressEvent.StepFinished finished) {
            steps.add(new Step(finished.path(), finished.outcome(), finished.took()));
        } else if (event instanceof ProgressEvent.Printed printed) {
            said.append(printed.text());
        } else if (event instanceof ProgressEvent.Note note) {
            said.append(note.text()).append('\n');
        } else if (event instanceof ProgressEvent.Warning warning) {
            said.append(warning.text()).append('\n');
        }
    }

    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** All that was printed and told. */
    public synchronized String said() {
        return said.toString();
    }
}
