package dev.fairlead.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTreeTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "null",
                "{}",
                "[]",
                "{\"a\": [1, -2.5, 3000000000, 123456789012345678901234567890, true, false, null], \"b\": {\"é\": \"\\u00fc\\n\"}}",
                "[[], [{}], {\"a\": {}}]",
                "\"text\"",
                "1 2"
            })
    void aTextIsReadAsTheMapperReadsIt(String json) throws Exception {
        assertEquals(mapper.readTree(json), JsonTree.read(json));
        assertEquals(mapper.readTree(json), JsonTree.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\"}", "{\"a\":}", "tru", "[1 2]", "<html>"})
    void whatIsNoJsonIsRefused(String text) {
        assertThrows(JsonProcessingException.class, () -> JsonTree.read(text));
    }

    @Test
    void aTextThatNestsTooDeepIsRefused() {
        assertThrows(JsonProcessingException.class, () -> JsonTree.read("[".repeat(100_000)));
    }
}
