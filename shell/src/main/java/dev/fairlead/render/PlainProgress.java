package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import java.util.HashMap;
import java.util.Map;

/** One line per event, nothing cut, no colour: for pipes, files and CI. */
final class PlainProgress implements ProgressRenderer {
    private final Screen screen;
    private final Map<String, String> lastState = new HashMap<>();

    PlainProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        if (event instanceof ProgressEvent.Started started) {
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
        } else if (event instanceof ProgressEvent.Warning warning) {
            line("warning: " + warning.text());
        } else if (event instanceof ProgressEvent.Printed printed) {
            screen.out().print(printed.raw() ? printed.text() : Printable.block(printed.text()));
            screen.out().flush();
        }
    }

    @Override
    public void close() {
        screen.err().flush();
    }

    private void line(String text) {
        screen.err().println(Printable.line(text));
        screen.err().flush();
    }
}
