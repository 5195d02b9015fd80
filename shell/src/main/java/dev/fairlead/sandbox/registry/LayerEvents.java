package dev.fairlead.sandbox.registry;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.time.Instant;

/** One layer's transfer as events, in the words of a Docker Engine. */
final class LayerEvents {
    private final ProgressListener progress;
    private final String task;
    private final Instant began = Instant.now();

    /** @param digest whose first digits name it */
    LayerEvents(ProgressListener progress, String digest) {
        this.progress = progress;
        this.task = digest.replaceFirst("^sha256:", "").substring(0, 12);
        progress.on(new ProgressEvent.Started(task, "layer " + task));
    }

    void over(String state) {
        Duration took = Duration.between(began, Instant.now());
        progress.on(new ProgressEvent.Finished(task, "layer " + task + ": " + state, true, took));
    }
}
