package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of a YAML or JSON text.
 *
 * @param line where it begins, from 1
 * @param lines where its fields stand
 */
public record YamlDocument(JsonNode value, int line, FieldLines lines) {}
