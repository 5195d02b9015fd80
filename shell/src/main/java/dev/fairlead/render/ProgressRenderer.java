package dev.fairlead.render;

import dev.fairlead.progress.ProgressListener;

/** Shows the progress of one line's work; closed when the work ends. */
public interface ProgressRenderer extends ProgressListener, AutoCloseable {

    /** Live where the screen can be redrawn, else a line per event. */
    static ProgressRenderer on(Screen screen) {
        return screen.live() ? new LiveProgress(screen) : new PlainProgress(screen);
    }

    /** Draws what is left and gives the screen back. */
    @Override
    void close();
}
