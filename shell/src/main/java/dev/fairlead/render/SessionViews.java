package dev.fairlead.render;

import dev.fairlead.journal.Change;

/** How records about the shell itself look. */
final class SessionViews {
    private SessionViews() {}

    static void addTo(Views views) {
        views.add(View.of(Change.class)
                .column("WHEN", Change::at)
                .column("PLACE", Change::place)
                .column("ACTION", Change::action)
                .column("TARGET", Change::target)
                .column("OUTCOME", Change::outcome)
                .wide("USER", Change::user)
                .name(Change::target));
    }
}
