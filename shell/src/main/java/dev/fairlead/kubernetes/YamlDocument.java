package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One document of a YAML or JSON text.
 *
 * @param line where it begins, from 1
 * @param lines the line of each field by its path, e.g. {@code .spec.template.spec.containers[0].image}
 */
public record YamlDocument(JsonNode value, int line, Map<String, Integer> lines) {}
