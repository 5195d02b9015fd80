package dev.fairlead.script.run;

/** A run that this process goes on with, and nobody else until it is closed. */
public final class HeldRun implements AutoCloseable {
    private final RecordedRun run;
    private final RunLock lock;

    HeldRun(RecordedRun run, RunLock lock) {
        this.run = run;
        this.lock = lock;
    }

    public RecordedRun run() {
        return run;
    }

    @Override
    public void close() {
        lock.close();
    }
}
