package dev.fairlead.cluster;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * An object as a watch saw it. As JSON it is the object.
 *
 * @param change {@code listed}, {@code added}, {@code modified} or {@code deleted}
 * @param first the table that the watch began with; its widths are those of all later rows
 */
public record ObjectEvent(
        String change, ObjectTable.Row row, ObjectTable first, boolean allNamespaces, boolean showLabels) {

    @JsonValue
    public JsonNode object() {
        return row.object();
    }
}
