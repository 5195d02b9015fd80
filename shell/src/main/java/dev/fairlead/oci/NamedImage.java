package dev.fairlead.oci;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One entry of a layout's index.
 *
 * @param name empty where it has none
 */
public record NamedImage(String name, Descriptor manifest) {
    @JsonIgnore
    public boolean isUnnamed() {
        return name.isEmpty();
    }

    boolean is(String other) {
        return name.equals(other);
    }
}
