package dev.fairlead.render;

import dev.fairlead.journal.Change;
import java.time.temporal.ChronoUnit;

/** How records about the shell itself look. */
final class SessionViews {
    private SessionViews() {}

    static void addTo(Views views) {
        views.add(View.of(Change.class)
                .column("WHEN", change -> change.at().truncatedTo(ChronoUnit.SECONDS))
                .column("PLACE", Change::place)
                .column("ACTION", Change::action)
                .column("TARGET", Change::target)
                .column("OUTCOME", Change::outcome)
                .wide("USER", Change::user)
                .name(Change::target));
    }
}
