package dev.fairlead.render;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views by record type. */
public final class Views {
    private final Map<Class<?>, View<?>> views = new LinkedHashMap<>();

    /** The views of every result that a command returns. */
    public static Views standard() {
        Views views = new Views();
        SessionViews.addTo(views);
        ClusterViews.addTo(views);
        ScriptViews.addTo(views);
        RolloutViews.addTo(views);
        SetViews.addTo(views);
        ReleaseViews.addTo(views);
        FleetViews.addTo(views);
        DiagnosisViews.addTo(views);
        ImageViews.addTo(views);
        return views;
    }

    public Views add(View<?> view) {
        views.put(view.type(), view);
        return this;
    }

    /** The view of exactly that type, or of the sealed interface or superclass that it belongs to. */
    @SuppressWarnings("unchecked") // add() files each view under its own type
    <T> @Nullable View<T> of(Class<?> type) {
        for (Map.Entry<Class<?>, View<?>> entry : views.entrySet()) {
            if (entry.getKey().isAssignableFrom(type)) {
                return (View<T>) entry.getValue();
            }
        }
        return null;
    }
}
