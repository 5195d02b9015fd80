package dev.fairlead.progress;

/** Takes the events of long work. Called from several threads; returns at once. */
@FunctionalInterface
public interface ProgressListener {
    /** Listens to nothing. */
    ProgressListener SILENT = event -> {};

    void on(ProgressEvent event);

    default void note(String text) {
        on(new ProgressEvent.Note(text));
    }

    default void warn(String text) {
        on(new ProgressEvent.Warning(text));
    }
}
