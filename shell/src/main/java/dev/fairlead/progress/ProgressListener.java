package dev.fairlead.progress;

/** Takes the events of long work. Called from several threads; returns at once. */
@FunctionalInterface
public interface ProgressListener {
    /** Listens to nothing. */
    ProgressListener SILENT = event -> {};

    void on(ProgressEvent event);

    /** The same for work whose result is shown. */
    default ProgressListener besideResult() {
        return event -> {
            if (!(event instanceof ProgressEvent.Planned)) {
                on(event);
            }
        };
    }

    default void note(String text) {
        on(new ProgressEvent.Note(text));
    }

    default void warn(String text) {
        on(new ProgressEvent.Warning(text));
    }
}
