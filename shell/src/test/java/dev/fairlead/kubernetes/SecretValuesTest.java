package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers quote of a Secret that they refuse. */
final class SecretValuesTest {
    private static final ApiPath SECRET = ApiPath.of("v1", "web", "secrets").object("login");
    private static final String BODY = "{\"kind\":\"Secret\",\"data\":{\"a\":\"aHVudGVyMjI=\",\"n\":12345},"
            + "\"stringData\":{\"b\":\"pass\\nword\",\"s\":\"x\"},\"metadata\":{\"annotations\":"
            + "{\"kubectl.kubernetes.io/last-applied-configuration\":\"{\\\"stringData\\\":{\\\"b\\\":\\\"former\\\"}}\"}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "denied: hunter22 is too short>denied: *** is too short",
                "denied: aHVudGVyMjI= and former>denied: *** and ***",
                "value \"pass\\nword\" or word>value \"***\" or ***",
                "ReadString: expects \" or n, but found 1, error found in #10 byte of ...|\"n\":123|..., bigger context"
                        + " ...|{\"a\":\"aHVud|...>ReadString: expects \" or n, but found 1",
                ".data.n: expected string, got &value.valueUnstructured{Value:12345}>.data.n: expected string, got"
                        + " &value.valueUnstructured{Value:***}",
                "\"x\" is not it, as xylophones are>\"***\" is not it, as xylophones are",
                "secrets \"login\" is forbidden>secrets \"login\" is forbidden"
            })
    void aRefusalRepeatsNoValue(String said, String shown) throws IOException {
        JsonNode body = JsonTree.read(BODY);
        String answer = "{\"message\":" + json(said) + ",\"details\":{\"causes\":[{\"message\":" + json(said) + "}]}}";
        JsonNode masked = JsonTree.read(SecretValues.masked(SECRET.with("dryRun", "All"), body, answer));
        assertEquals(shown, masked.path("message").asText());
        assertEquals(shown, masked.at("/details/causes/0/message").asText());
        assertEquals(shown, SecretValues.masked(SECRET, body, said));
    }

    @Test
    void otherObjectsAreQuotedAsTheyAre() throws IOException {
        ApiPath map = ApiPath.of("v1", "web", "configmaps").object("login");
        assertEquals("hunter22", SecretValues.masked(map, JsonTree.read(BODY), "hunter22"));
        assertEquals("hunter22", SecretValues.masked(SECRET, null, "hunter22"));
    }

    private static String json(String text) {
        return TextNode.valueOf(text).toString();
    }
}
