package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GateFileTest {
    @Test
    void textsAndMapsAreTheSameGates() {
        List<GateSpec> gates = GateSpec.parseAll("""
                # what must hold
                - http /healthz
                - http: {path: /, status: 200-399, header: [ 'A: b', 'C: d' ], tries: 3}
                - http: {path: /, header: {A: b, C: d}}
                - command: ./smoke.sh web
                - command: {line: ./smoke.sh web, timeout: 2m}
                - prometheus:
                    max: 0.01
                    window: 1m
                    no-data: wait
                    query: |
                      sum(rate(http_requests_total{code=~"5.."}[$window]))
                        / sum(rate(http_requests_total[$window]))
                - error-rate: {max: 1%}
                - p99: {max: 300ms}
                - job: {manifest: smoke.yaml, keep: true}
                - approval
                - approval:
                """, "gates.yaml");
        List<String> wanted = List.of(
                "http /healthz",
                "http tries=3 status=200-399 header='A: b' header='C: d' /",
                "http header='A: b' header='C: d' /",
                "command ./smoke.sh web",
                "command timeout=2m ./smoke.sh web",
                "prometheus no-data=wait max=0.01 window=1m sum(rate(http_requests_total{code=~\"5..\"}[$window]))\n"
                        + "  / sum(rate(http_requests_total[$window]))",
                "error-rate max=1%",
                "p99 max=300ms",
                "job keep=true smoke.yaml",
                "approval",
                "approval");
        assertEquals(wanted.stream().map(GateSpec::parse).toList(), gates);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- http /\\n- http: {pth: /}|gates.yaml:2: gate \"http pth=/\": http has no option pth; did you mean path?",
                "- http /\\n- htp /|gates.yaml:2: gate \"htp /\": there is no kind htp; did you mean http?",
                "http: /|gates.yaml:1: it must be a list of gates",
                "- {http: /, p99: {max: 1s}}|gates.yaml:1: a gate is a text or a map with its kind as the only key",
                "- http: [/a]|gates.yaml:1: http: its options are a map",
                "- http: {path: {a: {b: c}}}|gates.yaml:1: path: its values must be plain",
                "- http: {path: [[a]]}|gates.yaml:1: path: its values must be plain",
                "- http: {path: /, path: /b}|gates.yaml:1: found duplicate key path",
                "[]|gates.yaml:1: it lists no gate",
                "``|gates.yaml:1: it lists no gate",
                "- 'a|gates.yaml:1: found unexpected end of stream",
            })
    void whatIsWrongIsToldWithItsLine(String yaml, String message) {
        OpsException failure =
                assertThrows(OpsException.class, () -> GateSpec.parseAll(yaml.replace("\\n", "\n"), "gates.yaml"));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertEquals(message, failure.message());
    }
}
