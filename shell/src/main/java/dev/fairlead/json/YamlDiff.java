package dev.fairlead.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** Two values as YAML, compared line by line. */
public final class YamlDiff {
    private static final int CONTEXT_LINES = 3;

    private YamlDiff() {}

    /** The lines of a unified diff; none where the values are the same. */
    public static List<String> of(String fromName, JsonNode from, String toName, JsonNode to) {
        List<String> before = lines(from);
        return UnifiedDiffUtils.generateUnifiedDiff(
                fromName, toName, before, DiffUtils.diff(before, lines(to)), CONTEXT_LINES);
    }

    private static List<String> lines(JsonNode value) {
        YAMLMapper mapper = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                .build();
        try {
            // As plain maps, since the keys of nodes are not put in order.
            Object plain = mapper.treeToValue(value, Object.class);
            return value.isEmpty()
                    ? List.of()
                    : mapper.writeValueAsString(plain).lines().toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
