package dev.fairlead.script.run;

import dev.fairlead.failure.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Works that run at the same time. The first that fails ends the others: they are interrupted, all are awaited, and its
 * failure is the one that is told.
 */
final class Branches<T extends @Nullable Object> {
    private final List<Branch> branches = new ArrayList<>();
    private final BlockingQueue<Branch> ended = new LinkedBlockingQueue<>();

    Branches(List<? extends ValueAction<? extends T>> works) {
        works.forEach(work -> branches.add(new Branch(work, branches.size() + 1)));
    }

    /** Whether the calling thread is that of a branch. */
    static boolean isBranch() {
        return Thread.currentThread() instanceof Branches<?>.Branch;
    }

    /**
     * A branch among those that run at the same time.
     *
     * @param outer the branch that they all run in; null where there is none
     */
    record Place(Object together, int number, @Nullable Place outer) {
        /** Whether both may run at the same time. */
        boolean isBeside(Place other) {
            for (Place mine = this; mine != null; mine = mine.outer) {
                for (Place its = other; its != null; its = its.outer) {
                    if (mine.together == its.together && mine.number != its.number) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** The branch that the calling thread is. */
    static Optional<Place> here() {
        return Thread.currentThread() instanceof Branches<?>.Branch branch
                ? Optional.of(branch.place())
                : Optional.empty();
    }

    /** Waits for all; an interruption ends them all. */
    List<T> run() {
        branches.forEach(Thread::start);
        @Nullable Throwable first = null;
        boolean interrupted = false;
        for (int left = branches.size(); left > 0; ) {
            try {
                Branch branch = ended.take();
                left--;
                if (branch.thrown != null && first == null) {
                    first = branch.thrown;
                    branches.forEach(Thread::interrupt);
                }
            } catch (InterruptedException e) {
                interrupted = true;
                first = first == null ? new Cancelled("cancelled with all that ran at the same time") : first;
                branches.forEach(Thread::interrupt);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (first != null) {
            throw Rethrow.on(Rethrow.awaitedHere(first));
        }
        List<T> values = new ArrayList<>();
        branches.forEach(branch -> values.add(branch.value));
        return values;
    }

    private final class Branch extends Thread {
        private final ValueAction<? extends T> work;
        private volatile T value;
        private volatile @Nullable Throwable thrown;

        private final Place place;

        @SuppressWarnings("NullAway") // there is no value before it has run
        Branch(ValueAction<? extends T> work, int number) {
            super("branch " + number);
            this.work = work;
            setDaemon(true);
            place = new Place(Branches.this, number, here().orElse(null));
        }

        Place place() {
            return place;
        }

        @Override
        public void run() {
            try {
                value = work.run();
            } catch (Throwable e) {
                thrown = e;
            } finally {
                ended.add(this);
            }
        }
    }
}
