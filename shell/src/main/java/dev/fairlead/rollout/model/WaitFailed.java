package dev.fairlead.rollout.model;

import dev.fairlead.failure.TimedOut;
import java.util.List;
import java.util.Optional;

/** Objects that were not what was wanted when the time was up. The result is what each of all was then. */
public final class WaitFailed extends TimedOut {
    private final transient List<WaitResult> objects;

    public WaitFailed(String message, List<String> hints, List<WaitResult> objects) {
        super(message, left(objects), hints);
        this.objects = List.copyOf(objects);
    }

    /** All of them, also those that are what was wanted. */
    public List<WaitResult> objects() {
        return objects;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(objects);
    }

    private static List<String> left(List<WaitResult> objects) {
        return objects.stream()
                .filter(object -> !object.reached())
                .map(object -> object.object() + ": " + object.value())
                .toList();
    }
}
