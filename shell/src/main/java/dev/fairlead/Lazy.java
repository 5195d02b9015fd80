package dev.fairlead;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part that is made when it is first asked for, so that a line pays for no part but its own. Safe for several threads. */
final class Lazy<T extends Object> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T part = made;
        if (part == null) {
            part = maker.get();
            made = part;
        }
        return part;
    }

    /** Does something with the part, unless nobody has asked for it. */
    synchronized void ifMade(Consumer<T> work) {
        T part = made;
        if (part != null) {
            work.accept(part);
        }
    }
}
