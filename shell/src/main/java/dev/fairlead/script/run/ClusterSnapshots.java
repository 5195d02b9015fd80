package dev.fairlead.script.run;

import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.JournalEntry;
import java.util.Optional;

/** What there is now of what a run changed; asked when a step ends and again before the run goes on. */
public interface ClusterSnapshots {
    /** Knows nothing. */
    ClusterSnapshots UNSEEN = new ClusterSnapshots() {
        @Override
        public Optional<String> identity(Seen thing) {
            return Optional.empty();
        }

        @Override
        public Optional<Seen> cluster(JournalEntry change) {
            return Optional.empty();
        }
    };

    /**
     * What tells the thing from what it was or may become: an object's UID and generation, an image's digest.
     *
     * @return empty for what has none, {@code absent} for what is not there
     */
    Optional<String> identity(Seen thing);

    /** The cluster that a change was made in; empty for changes elsewhere. */
    Optional<Seen> cluster(JournalEntry change);

    /**
     * One thing that a step changed.
     *
     * @param action the verb
     * @param identity empty before it was asked for
     */
    record Seen(ChangePlace place, String action, String target, String identity) {
        static Seen of(JournalEntry change) {
            return new Seen(change.place(), change.action(), change.target(), "");
        }

        Seen as(String what) {
            return new Seen(place, action, target, what);
        }

        /** The same thing, however it was changed. */
        String thing() {
            return place + " " + target;
        }
    }
}
