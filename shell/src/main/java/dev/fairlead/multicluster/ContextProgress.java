package dev.fairlead.multicluster;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;

/** Tells where something happened: the same workload's progress comes from several contexts at once. */
record ContextProgress(String context, ProgressListener progress) implements ProgressListener {
    @Override
    public void on(ProgressEvent event) {
        progress.on(named(event));
    }

    private ProgressEvent named(ProgressEvent event) {
        if (event instanceof ProgressEvent.Started e) {
            return new ProgressEvent.Started(of(e.task()), of(e.title()));
        } else if (event instanceof ProgressEvent.Advanced e) {
            return new ProgressEvent.Advanced(of(e.task()), e.state(), e.done(), e.total(), e.unit());
        } else if (event instanceof ProgressEvent.Finished e) {
            return new ProgressEvent.Finished(of(e.task()), of(e.title()), e.well(), e.took());
        } else if (event instanceof ProgressEvent.Output e) {
            return new ProgressEvent.Output(of(e.task()), e.line());
        } else if (event instanceof ProgressEvent.Pods e) {
            return new ProgressEvent.Pods(of(e.task()), e.revision(), e.pods());
        } else if (event instanceof ProgressEvent.Note e) {
            return new ProgressEvent.Note(context + ": " + e.text());
        } else if (event instanceof ProgressEvent.Warning e) {
            return new ProgressEvent.Warning(context + ": " + e.text());
        }
        return event;
    }

    private String of(String text) {
        return context + "/" + text;
    }
}
