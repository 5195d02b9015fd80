package dev.fairlead.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One thing that happened in long work. A task is named by its id, which is unique within one line's work. */
public sealed interface ProgressEvent {

    /** A task began: a build step, a layer's transfer, a rollout. */
    record Started(String task, String title) implements ProgressEvent {}

    /**
     * A task has a new state.
     *
     * @param state in words, e.g. {@code Pushing} or {@code 2 of 3 updated, 1 available}
     * @param done units done, of {@code total}
     * @param total zero where it is not known
     * @param unit what is counted
     */
    record Advanced(String task, String state, long done, long total, Unit unit) implements ProgressEvent {}

    /** A task ended, well or not. */
    record Finished(String task, String title, boolean well, Duration took) implements ProgressEvent {}

    /** A line of output of a task's own: a build step's, a pod's log. */
    record Output(String task, String line) implements ProgressEvent {}

    /**
     * The pods that a task's workload has now; takes the place of what was said of them before.
     *
     * @param revision the newest one's number; empty where the kind has none
     * @param pods the newest revision's first
     */
    record Pods(String task, String revision, List<PodRow> pods) implements ProgressEvent {
        public Pods {
            pods = List.copyOf(pods);
        }
    }

    /**
     * One pod of {@link Pods}.
     *
     * @param newest whether it is of the newest revision
     * @param phase the pod's own, or {@code Terminating}
     * @param reason why it is not ready; empty where nothing is wrong
     * @param image of its first container
     * @param node empty until it has one
     */
    record PodRow(
            String name,
            boolean newest,
            String phase,
            boolean ready,
            int restarts,
            Instant created,
            String reason,
            String image,
            String node) {}

    /** Talk: something worth knowing that is no result. */
    record Note(String text) implements ProgressEvent {}

    /** Something that works and yet deserves a look. */
    record Warning(String text) implements ProgressEvent {}

    /**
     * Text for standard output that comes while the work goes on, e.g. a script's own.
     *
     * @param raw whether its control characters are meant; otherwise they are spelt out
     */
    record Printed(String text, boolean raw) implements ProgressEvent {}

    /** What a dry run would do; a line says it by its result. */
    record Planned(String text) implements ProgressEvent {}

    /** A result has just been {@link Printed}, and is not to be shown again. */
    record Shown(Object result) implements ProgressEvent {}

    /** What {@link Advanced} counts. */
    enum Unit {
        BYTES,
        COUNT
    }

    /**
     * A step of a script began. Its id is unique within one line's work.
     *
     * @param parent the id of the step that it is part of; empty where there is none
     * @param path as a user names it, e.g. {@code Release > Push image}
     * @param aside whether others run at the same time
     */
    record StepStarted(String step, String parent, String title, String path, boolean aside) implements ProgressEvent {}

    /** A step ended. */
    record StepFinished(String step, String path, StepOutcome outcome, Duration took) implements ProgressEvent {}

    /** Something happened in a step. */
    record Within(String step, ProgressEvent event) implements ProgressEvent {}

    /**
     * A peer has not answered for a while, or has answered at last.
     *
     * @param peer as messages call it, e.g. {@code the API server}
     * @param seconds since the question; zero when the answer came or is not waited for any more
     */
    record Waiting(String peer, long seconds) implements ProgressEvent {
        /** As it is told, e.g. {@code waiting for the API server, 8 s}. */
        public String text() {
            return "waiting for " + peer + ", " + seconds + " s";
        }
    }

    /** The user is about to be asked something at the terminal, or has answered: nothing else may draw on it meanwhile. */
    record Asking(boolean begins) implements ProgressEvent {}

    /** Where a step stands. */
    enum StepOutcome {
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED,
        /** Not run, because the line asked for others. */
        SKIPPED,
        /** Not run, because an earlier run had done it. */
        DONE_BEFORE
    }
}
