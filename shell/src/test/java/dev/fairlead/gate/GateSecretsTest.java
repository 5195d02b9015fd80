package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.http.HttpHeader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials in gates are used and not kept. */
final class GateSecretsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '§',
            value = {
                "http header='Authorization: Bearer abc.def' /x>http header='Authorization: Bearer"
                        + " ${FAIRLEAD_GATE_AUTHORIZATION}' /x",
                "http header='X-Auth: s3cr3t' /x>http header='X-Auth: ${FAIRLEAD_GATE_X_AUTH}' /x",
                "http header='X-Api-Key: s3cr3t' /x>http header='X-Api-Key: ${FAIRLEAD_GATE_X_API_KEY}' /x",
                "http url=https://u:pw@example.com/h>http url='https://${FAIRLEAD_GATE_SECRET}@example.com/h'",
                "http url='https://example.com/h?token=s3&a=b'>http"
                        + " url='https://example.com/h?token=${FAIRLEAD_GATE_SECRET}&a=b'",
                "http /h?api_key=s3cr3t>http /h?api_key=${FAIRLEAD_GATE_SECRET}",
                "command curl --password s3cr3t https://example.com>command curl --password ${FAIRLEAD_GATE_SECRET}"
                        + " https://example.com",
                "http header='Accept: text/html' /x>http header='Accept: text/html' /x",
                "http header='Authorization: ${TOKEN}' /x>http header='Authorization: ${TOKEN}' /x",
                "http   tries=3 /x>http   tries=3 /x",
                "approval is the token: fine?>approval is the token: fine?"
            })
    void aVariableStandsInTheirPlace(String typed, String kept) {
        GateSecrets secrets = new GateSecrets();
        assertEquals(kept, secrets.kept(typed));
        assertEquals(kept, secrets.kept(kept), "what is kept is kept as it is");
        GateSpec gate = GateSpec.parse(kept);
        assertEquals(gate, GateSpec.parse(gate.toString()));
    }

    @Test
    void thisSessionKnowsTheirValuesAndAnotherIsTold() {
        GateSecrets secrets = new GateSecrets();
        HttpGate first = gate(secrets, "http header='X-Token: one' url='https://example.com/h?token=a%20b'");
        HttpGate second = gate(secrets, "http header='X-Token: two' /x?token=c");
        HttpGate asked = first.in(secrets.in(Map.of()));
        assertEquals(List.of(new HttpHeader("X-Token", "one")), asked.headers());
        assertEquals(
                "https://example.com/h?token=a%20b", asked.url().orElseThrow().toString());
        assertEquals(first.name(), asked.name(), "messages name the gate as it is kept");
        assertEquals(
                List.of(new HttpHeader("X-Token", "two")),
                second.in(secrets.in(Map.of())).headers());
        assertEquals("/x?token=c", second.in(secrets.in(Map.of())).path());
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> second.in(Map.of()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("FAIRLEAD_GATE_SECRET_2"), refusal.getMessage());
        HttpGate elsewhere = second.in(Map.of("FAIRLEAD_GATE_SECRET_2", "d", "FAIRLEAD_GATE_X_TOKEN_2", "e"));
        assertEquals("/x?token=d", elsewhere.path());
    }

    @Test
    void aWrongValueIsNotShownEither() {
        HttpGate gate = (HttpGate) GateSpec.parse("http url='https://example.com/?a=${A}'");
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> gate.in(Map.of("A", "s3 cr3t")));
        assertFalse(String.valueOf(refusal.getMessage()).contains("s3"), refusal.getMessage());
    }

    private static HttpGate gate(GateSecrets secrets, String typed) {
        return (HttpGate) GateSpec.parse(secrets.kept(typed));
    }
}
