package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A write of one object, as the server answered it.
 *
 * @param namespace empty for kinds that have none
 * @param object as it is typed, e.g. {@code deployment/web}
 * @param before empty where there was none
 * @param after empty where it was deleted
 * @param checked whether the server only checked it
 */
public record ObjectWrite(
        String context,
        String namespace,
        String object,
        Optional<JsonNode> before,
        Optional<JsonNode> after,
        boolean checked) {}
