package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GateSpecTest {
    static Stream<String> examples() {
        return Stream.concat(
                GateKinds.ALL.stream().map(kind -> kind.syntax().example()),
                Stream.of(
                        "http /healthz",
                        "http url=https://web.example.com/healthz header='Host: web' header='X-Token: ${TOKEN}'",
                        "http name='is it up' no-data=wait wait=10m tries=3 every=2s for=30s timeout=3s deadline=5m /",
                        "http to=preview port=web scheme=https method=POST status=200-399,404 redirects=follow /a?b=c",
                        "http body='it''s \"on\"' body-matches='^ok\\s\\d+$' /",
                        "command sh -c 'exit $(curl -s \"$URL\" | wc -l)'",
                        "command -- a=b",
                        "script -- ok=true; ok",
                        "script rollout.status(\"deployment/\" + gate.candidate()).replicas().ready() > 2",
                        "prometheus compare=stable max=1.5x floor=1% sum(rate(errors_total{pod=~\"$pods\"}[$window]))",
                        "prometheus compare=stable min=-5% max=+0.5% service=monitoring/prometheus:9090 q{p=~\"${pods}\"}",
                        "prometheus equals=0 range=5m step=15s url=http://127.0.0.1:9090/prefix up{job=~\"a$\"} == 1",
                        "prometheus min=5k max=2Gi -- up",
                        "error-rate max=0.5% window=30s requests=100 no-data=pass only='route=\"/api\"'",
                        "p99 compare=stable max=1.2x floor=20ms",
                        "p50 min=1us max=2h",
                        "job keep=true smoke.yaml",
                        "approval name=boss Is the menu right?"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatAGateSaysOfItselfReadsAsTheSameGate(String text) {
        GateSpec gate = GateSpec.parse(text);
        assertEquals(gate, GateSpec.parse(gate.toString()));
        assertEquals(gate.toString(), GateSpec.parse(gate.toString()).toString());
    }

    @Test
    void everySpecIsOfAKind() {
        List<String> specs = new ClassFileImporter()
                .importPackages("dev.fairlead.gate").stream()
                        .filter(type -> type.isAssignableTo(GateSpec.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();
        assertEquals(
                specs,
                GateKinds.ALL.stream()
                        .map(kind -> kind.spec().getName())
                        .distinct()
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aGateIsOfTheKindThatItsWordSays(String text) {
        GateSpec gate = GateSpec.parse(text);
        assertInstanceOf(GateKinds.of(gate).spec(), gate);
        assertEquals(text.split(" ")[0], gate.kind());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void asJsonItIsItsText(String text) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        GateSpec gate = GateSpec.parse(text);
        String json = mapper.writeValueAsString(gate);
        assertEquals(mapper.writeValueAsString(gate.toString()), json);
        assertEquals(gate, mapper.readValue(json, GateSpec.class));
    }

    @Test
    void optionsAreTyped() {
        HttpGate gate = assertInstanceOf(
                HttpGate.class, GateSpec.parse("http path=/healthz status=200-299,404 tries=3 every=500ms for=1m30s"));
        assertEquals("/healthz", gate.path());
        assertTrue(gate.status().contains(204)
                && gate.status().contains(404)
                && !gate.status().contains(301));
        assertEquals(3, gate.options().tries());
        assertEquals(Duration.ofMillis(500), gate.options().every());
        assertEquals(Duration.ofSeconds(90), gate.options().hold());
        assertEquals(Duration.ofSeconds(10), gate.timeout());
        assertEquals(NoData.FAIL, gate.options().noData());
        assertEquals("http /healthz", gate.name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|a gate is empty; there are http, command, script,",
                "htp /|gate \"htp /\": there is no kind htp; did you mean http?",
                "http|its path is missing",
                "http pth=/x|http has no option pth; did you mean path?",
                "http healthz|the path 'healthz' must begin with /",
                "http /a /b|the path '/a /b' must begin with / and have no blanks",
                "http path=/x /y|both path= and an argument say the same thing",
                "http tries=0 /|tries=: '0' is no whole number from 1",
                "http tries=3 tries=4 /|tries= stands there twice",
                "http every=5 /|every=: '5' is no duration; write e.g. 30s, 5m or 1h30m",
                "http timeout=0s /|timeout=: '0s' must be longer than 0",
                "http status=20 /|status=: '20' is no status code; write e.g. 200, 200-399",
                "http status=399-200 /|status=: '399-200' is empty",
                "http method=get /|method=: 'get' is none of GET, HEAD",
                "http port=99999 /|port=: '99999' is neither a port's number nor its name",
                "http body-matches=( /|body-matches=: Unclosed group",
                "http header=Accept /|header=: 'Accept' is no header",
                "http body= /|body= has no value",
                "http url=web.example.com|url=: 'web.example.com' is no URL; write e.g. https://",
                "http url=https://web.example.com /|url= says all of where to ask",
                "http no-data=skip /|no-data=: 'skip' is none of fail, wait, pass",
                "http wait=5m /|wait=… says how long no-data=wait waits; add no-data=wait",
                "http body='a /|a quote (') is not closed",
                "command|its line is missing",
                "command echo 'a|a quote (') is not closed",
                "script sorce=x|script has no option sorce; did you mean source? (-- before an argument ends the options)",
                "prometheus max=1|its query is missing",
                "prometheus up|its limit is missing: max=, min= or equals=",
                "prometheus max=one up|max=: 'one' is no number; write e.g. 1%, 300ms, 2.5k or 0.01",
                "prometheus max=5m up|max=: '5m' may mean minutes or thousandths; write e.g. 300s or 0.005",
                "prometheus max=5q up|max=: '5q' has no unit that is known",
                "prometheus max=1 min=2 up|nothing is between min=2 and max=1",
                "prometheus max=1 equals=1 up|equals= stands alone",
                "prometheus max=1.5x up|max=: '1.5x' is a factor and wants compare=stable",
                "prometheus compare=stable max=1 up{pod=~`$pods`}|max=: '1' is compared with stable: write a factor",
                "prometheus compare=stable max=1.5x up|it must name $pods or $candidate to differ",
                "prometheus compare=last max=1 up|compare=: 'last' is none of stable",
                "prometheus max=1 up{pod=~\"$pod\"}|its query names $pod; there are $pods, $namespace",
                "prometheus max=1 step=1s up|step= is for range=",
                "prometheus max=1 url=http://u:geheim@p up|a password does not belong in a URL",
                "prometheus max=1 url=p:9090 up|url=: 'p:9090' is no URL of a Prometheus",
                "prometheus max=1 service=prometheus up|service=: 'prometheus' is no Service; write e.g. monitoring/",
                "error-rate|its limit is missing",
                "error-rate max=1% x|error-rate takes no argument, and 'x' is no option",
                "error-rate max=5|'5' is no part of all requests; write e.g. 1%",
                "p99 max=300|'300' is no time; write e.g. 300ms",
                "p99 max=1s only=route|only=: 'route' are no label matchers",
                "job|its manifest is missing",
                "job keep=yes a.yaml|keep=: 'yes' is neither true nor false",
                "job for=5s a.yaml|job has no option for",
                "approval tries=3|approval has no option tries",
            })
    void whatIsWrongIsToldWithTheGateAndARightOne(String text, String message) {
        OpsException failure = assertThrows(OpsException.class, () -> GateSpec.parse(text));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertTrue(failure.message().contains(message), failure.message());
        assertTrue(
                failure.message().startsWith("gate \"" + text.split(" ")[0])
                        || text.isEmpty()
                        || failure.message().startsWith("cannot read the gate \"" + text),
                failure.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "p99", "job", "htp /", "prometheus up", "approval every=1s"})
    void theHintIsARightGate(String text) {
        String hint = assertThrows(OpsException.class, () -> GateSpec.parse(text))
                .hints()
                .get(0);
        List<String> words = LineParser.words(hint);
        assertEquals("--gate", words.get(0));
        GateSpec.parse(words.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "  a\tb\n c ",
                "'a b' c",
                "\"a \\\" \\\\ \\n\" x",
                "a\\ b",
                "it''s",
                "a 'b'\"c\"d",
                "'' b",
                "# all",
                "a # b\nc",
                "a#b",
                "a \\\n b",
                "a\\\nb",
                "-- x=1",
            })
    void wordsAreThoseOfALineOfTheShell(String line) {
        assertEquals(LineParser.words(line), WordReader.words(line));
    }
}
