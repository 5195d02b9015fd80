package dev.fairlead.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where something was changed; as text {@code context/namespace}, the context alone, or the name. */
public sealed interface ChangePlace {
    /**
     * On a cluster.
     *
     * @param namespace empty for what has none
     */
    record InContext(String context, String namespace) implements ChangePlace {
        @JsonValue
        @Override
        public String toString() {
            return namespace.isEmpty() ? context : context + "/" + namespace;
        }
    }

    /** An engine, a registry, or the text of a place that is only shown. */
    record Named(String name) implements ChangePlace {
        @JsonValue
        @Override
        public String toString() {
            return name;
        }
    }

    static ChangePlace in(String context, String namespace) {
        return new InContext(context, namespace);
    }

    @JsonCreator
    static ChangePlace named(String name) {
        return new Named(name);
    }
}
