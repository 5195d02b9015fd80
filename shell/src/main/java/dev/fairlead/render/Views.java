package dev.fairlead.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The views by record type. */
public final class Views {
    private final Map<Class<?>, View<?>> views = new LinkedHashMap<>();
    private final Deque<Consumer<Views>> later = new ArrayDeque<>();

    /**
     * The views of every result that a command returns. A group of them is made when those before it do not have the one
     * that is asked for: all of them are a quarter of what a short line takes.
     */
    public static Views standard() {
        Views views = new Views();
        views.later.addAll(List.of(
                SessionViews::addTo,
                ScriptViews::addTo,
                TestViews::addTo,
                RehearsalViews::addTo,
                ClusterViews::addTo,
                RolloutViews::addTo,
                ReleaseViews::addTo,
                DiagnosisViews::addTo,
                ApplySetViews::addTo,
                MultiClusterViews::addTo,
                SandboxViews::addTo,
                ImageViews::addTo));
        return views;
    }

    public Views add(View<?> view) {
        views.put(view.type(), view);
        return this;
    }

    /** The view of exactly that type, or of the sealed interface or superclass that it belongs to. */
    <T> @Nullable View<T> of(Class<?> type) {
        synchronized (views) {
            View<T> found = made(type);
            while (found == null && !later.isEmpty()) {
                later.remove().accept(this);
                found = made(type);
            }
            return found;
        }
    }

    @SuppressWarnings("unchecked") // add() files each view under its own type
    private <T> @Nullable View<T> made(Class<?> type) {
        for (Map.Entry<Class<?>, View<?>> entry : views.entrySet()) {
            if (entry.getKey().isAssignableFrom(type)) {
                return (View<T>) entry.getValue();
            }
        }
        return null;
    }
}
