package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import java.util.HashMap;
import java.util.Map;

/** One line per event, nothing cut, no colour: for pipes, files and CI. */
final class PlainProgress implements ProgressRenderer {
    private final Screen screen;
    private final Map<String, String> lastState = new HashMap<>();
    private final Map<String, String> aside = new HashMap<>();
    private final Map<String, Long> awaited = new HashMap<>();
    private String of = "";

    PlainProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        if (event instanceof ProgressEvent.Within within) {
            onWithin(within);
        } else if (event instanceof ProgressEvent.StepStarted started) {
            began(started);
        } else if (event instanceof ProgressEvent.StepFinished finished) {
            line("step " + finished.path() + ": " + StepWords.outcome(finished.outcome()) + " "
                    + Shown.duration(finished.took()));
        } else if (event instanceof ProgressEvent.Started started) {
            line(started.title());
        } else if (event instanceof ProgressEvent.Advanced advanced) {
            // Bytes change many times a second; only a new state is worth a line.
            if (!advanced.state().equals(lastState.put(advanced.task(), advanced.state()))) {
                line(advanced.task() + ": " + advanced.state());
            }
        } else if (event instanceof ProgressEvent.Finished finished) {
            line(finished.title() + (finished.well() ? "" : " (failed)") + " " + Shown.duration(finished.took()));
        } else if (event instanceof ProgressEvent.Output output) {
            line("  " + output.line());
        } else if (event instanceof ProgressEvent.Note note) {
            line(note.text());
        } else if (event instanceof ProgressEvent.Planned planned) {
            line(planned.text());
        } else if (event instanceof ProgressEvent.Warning warning) {
            line("warning: " + warning.text());
        } else if (event instanceof ProgressEvent.Waiting waiting) {
            waits(waiting);
        } else if (event instanceof ProgressEvent.Printed printed) {
            screen.out().print(printed.raw() ? printed.text() : Printable.block(printed.text()));
            screen.out().flush();
        }
    }

    @Override
    public void close() {
        screen.err().flush();
    }

    /** After 5 s, 10 s, 20 s and so on: nobody reads a line for every second, nor one for every request to a peer. */
    private void waits(ProgressEvent.Waiting waiting) {
        if (waiting.seconds() == 0) {
            awaited.remove(waiting.peer());
            return;
        }
        long fives = waiting.seconds() / 5;
        if (waiting.seconds() == fives * 5
                && Long.bitCount(fives) == 1
                && waiting.seconds() > awaited.getOrDefault(waiting.peer(), 0L)) {
            awaited.put(waiting.peer(), waiting.seconds());
            line(waiting.text());
        }
    }

    private void began(ProgressEvent.StepStarted started) {
        if (started.aside()) {
            aside.put(started.step(), started.path());
        }
        line("step " + started.path());
    }

    /** Talk of steps that run at the same time says of which it is; results are left as they are. */
    private void onWithin(ProgressEvent.Within within) {
        of = aside.getOrDefault(within.step(), "");
        on(within.event());
        of = "";
    }

    private void line(String text) {
        screen.err().println(Printable.line(of.isEmpty() ? text : "[" + of + "] " + text));
        screen.err().flush();
    }
}
