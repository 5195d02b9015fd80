package dev.fairlead.render;

import dev.fairlead.journal.JournalEntry;
import java.time.temporal.ChronoUnit;

/** How records about the shell itself look. */
final class SessionViews {
    private SessionViews() {}

    static void addTo(Views views) {
        views.add(View.of(JournalEntry.class)
                .column("WHEN", change -> change.at().truncatedTo(ChronoUnit.SECONDS))
                .column("PLACE", JournalEntry::place)
                .column("ACTION", JournalEntry::action)
                .column("TARGET", JournalEntry::target)
                .column("OUTCOME", JournalEntry::outcome)
                .wide("USER", JournalEntry::user)
                .name(JournalEntry::target));
    }
}
