package dev.fairlead.traffic;

import java.util.List;

/** Others changed the weights that a release set, or took its routes away. */
final class RoutesChanged extends Exception {
    private final List<String> changes;

    RoutesChanged(List<String> changes) {
        super(String.join("; ", changes));
        this.changes = List.copyOf(changes);
    }

    List<String> changes() {
        return changes;
    }
}
