package dev.fairlead.cluster;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.kubernetes.ResourceType;
import java.util.Locale;

/**
 * An object as a user names it: {@code deployment.apps/web}.
 *
 * @param kind the kind in lower case, with its group where it has one
 */
public record ObjectRef(String kind, String name) {
    public static ObjectRef of(ResourceType type, String name) {
        String kind = type.kind().toLowerCase(Locale.ROOT);
        return new ObjectRef(type.group().isEmpty() ? kind : kind + "." + type.group(), name);
    }

    @Override
    @JsonValue
    public String toString() {
        return kind + "/" + name;
    }
}
