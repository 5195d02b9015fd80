package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlReaderTest {
    /** What {@code kubectl create --dry-run=client -o json} made of each, versions 1.32 and 1.36 alike. */
    private static final String[] KUBECTL = {
        "0o17", "15",
        "08", "8",
        "09.5", "9.5",
        "0777", "511",
        "0_7", "7",
        "1_000", "1000",
        "_1", "\"_1\"",
        "y", "true",
        "Y", "true",
        "n", "false",
        "N", "false",
        "yes", "true",
        "Yes", "true",
        "YES", "true",
        "no", "false",
        "on", "true",
        "off", "false",
        "true", "true",
        "TRUE", "true",
        "True", "true",
        "false", "false",
        "1e3", "1000",
        "1E3", "1000",
        "1e+3", "1000",
        "-1e3", "-1000",
        "1.e3", "1000",
        "1.", "1",
        ".5", "0.5",
        "-.5", "-0.5",
        "+.5", "0.5",
        "+1", "1",
        "-0", "0",
        "0", "0",
        "-0.0", "0",
        "0x1F", "31",
        "0X1F", "31",
        "-0x1", "-1",
        "0b11", "3",
        "0b", "\"0b\"",
        "0x", "\"0x\"",
        "~", "null",
        "null", "null",
        "Null", "null",
        "NULL", "null",
        "nULL", "\"nULL\"",
        "12:30", "\"12:30\"",
        "1:20:30.5", "\"1:20:30.5\"",
        "2001-01-01", "\"2001-01-01\"",
        "2001-01-01T00:00:00Z", "\"2001-01-01T00:00:00Z\"",
        "123456789012345678901234567890", "1.2345678901234568e+29",
        "9223372036854775807", "9223372036854775807",
        "-9223372036854775808", "-9223372036854775808",
        "1.0", "1",
        "1.50", "1.5",
        "100000000000000000000.0", "100000000000000000000",
        "1e400", "\"1e400\"",
        "1e21", "1e+21",
        "1e20", "100000000000000000000",
        "0.1", "0.1",
        "1.7976931348623157e308", "1.7976931348623157e+308",
        "0.000001", "1e-06",
        "0.0000001", "1e-07",
        "+", "\"+\"",
        ".", "\".\"",
        "..", "\"..\"",
        "\"y\"", "\"y\"",
        "'08'", "\"08\"",
        "!!str 1", "\"1\"",
        "!!binary aGk=", "\"hi\"",
        "1_0.5", "10.5",
        "1__0", "10",
        "0o", "\"0o\"",
        "0o8", "\"0o8\"",
        "0O17", "15",
        "-0o17", "-15",
        "+0o17", "15",
        "-0b11", "-3",
        "0b1_1", "3",
        "0x_1", "1",
        "1e", "\"1e\"",
        "e3", "\"e3\"",
        "1.5e3", "1500",
        "1e-3", "0.001",
        "0.", "0",
        "00", "0",
        "-01", "-1",
        "+0x1", "1",
        "1,000", "\"1,000\""
    };

    @Test
    void scalarsHaveTheTypesThatKubectlGivesThem() throws IOException, YamlSyntaxException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < KUBECTL.length; i += 2) {
            text.append('k').append(i).append(": ").append(KUBECTL[i]).append('\n');
        }
        JsonNode read = YamlReader.documents(text.toString()).get(0).value();
        for (int i = 0; i < KUBECTL.length; i += 2) {
            assertSame(JsonTree.read(KUBECTL[i + 1]), read.path("k" + i), KUBECTL[i]);
        }
    }

    @Test
    void numbersBeyondKubectlsPrecisionKeepTheirs() throws YamlSyntaxException {
        assertEquals("18446744073709551615", value("18446744073709551615").toString());
    }

    @Test
    void aZeroWithoutDigitsBehindItsUnderscoreIsText() throws YamlSyntaxException {
        for (String text : List.of("0_", "-0_", "0__", "0x", "0b", "0o")) {
            assertEquals('"' + text + '"', value(text).toString());
        }
    }

    @Test
    void keysAreTypedFirst() throws YamlSyntaxException {
        assertEquals(
                "{\"true\":1,\"8\":2,\"x\":3}", one("y: 1\n08: 2\n'x': 3\n").toString());
    }

    @Test
    void mergedFieldsYieldToOwnOnes() throws YamlSyntaxException {
        String text = "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {y: 4, <<: [{y: 5, z: 6}, *a]}\n";
        JsonNode read = one(text.replace("y:", "q:"));
        assertEquals("{\"q\":3,\"x\":1}", read.path("b").toString());
        assertEquals("{\"q\":4,\"z\":6,\"x\":1}", read.path("c").toString());
    }

    @Test
    void jsonMayFollowJson() throws YamlSyntaxException {
        List<YamlDocument> documents = YamlReader.documents("{\"a\": \"x\\/y\"}\n{\"b\":\t2}{\"c\": 3}\n");
        assertEquals(
                List.of("{\"a\":\"x/y\"}", "{\"b\":2}", "{\"c\":3}"),
                documents.stream().map(document -> document.value().toString()).toList());
        assertEquals("{\"a\":\"x/y\"}", one("# yaml\na: \"x\\/y\"\n").toString());
        assertEquals("{\"a\":{\"b\":1}}", one("{a: {b: 1}}").toString());
        assertEquals(
                3,
                YamlReader.documents("{\n \"a\":\n 3}").get(0).lines().at(".a").orElseThrow() + 1);
    }

    @Test
    void whatJsonCannotHoldIsRefusedAtItsPlace() {
        refused("a: .inf", 1, 4, ".inf cannot be written as JSON");
        refused("a: 1\nb: !!int x", 2, 4, "cannot read 'x' as !!int");
        refused("a: !!binary '?'", 1, 4, "a !!binary value holds invalid base64");
        refused("a: 1\na: 2", 2, 1, "found duplicate key a");
        refused("a: &x [*x]", 1, 4, "an anchor holds an alias of itself");
        refused("{a: 1}: 2", 1, 1, "a key is one word, not a list or a mapping");
        refused("{\"a\": 1, \"a\": 2}", 1, 13, "Duplicate field 'a'");
    }

    /** Counted by what kubectl takes and refuses. */
    @ParameterizedTest
    @CsvSource({"300, false, 153", "400, true, 114", "1000, false, 111"})
    void anAliasMayStandAsOftenAsKubectlTakesIt(int values, boolean map, int most) throws YamlSyntaxException {
        String one = IntStream.range(0, values)
                .mapToObj(i -> map ? "k" + i + ": x" : "x")
                .collect(Collectors.joining(", ", map ? "{" : "[", map ? "}" : "]"));
        String begin = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nbig: &b " + one + "\nc: [*b";
        assertEquals(
                most, one(begin + ", *b".repeat(most - 1) + "]\n").path("c").size());
        assertThrows(YamlSyntaxException.class, () -> one(begin + ", *b".repeat(most) + "]\n"));
    }

    @Test
    void aliasesOfAliasesMayDoubleEightTimes() throws YamlSyntaxException {
        assertEquals(2, one(doubling(8)).path("a8").size());
        assertThrows(YamlSyntaxException.class, () -> one(doubling(9)));
        assertThrows(YamlSyntaxException.class, () -> one(doubling(25)));
    }

    private static String doubling(int times) {
        StringBuilder text =
                new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\na0: &a0 [x, x]\n");
        for (int i = 1; i <= times; i++) {
            text.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
        }
        return text.toString();
    }

    private static void refused(String text, int line, int column, String problem) {
        YamlSyntaxException refusal = assertThrows(YamlSyntaxException.class, () -> YamlReader.documents(text));
        assertEquals(
                line + ":" + column + " " + problem, refusal.line() + ":" + refusal.column() + " " + refusal.problem());
    }

    private static JsonNode value(String text) throws YamlSyntaxException {
        return one("k: " + text).path("k");
    }

    private static JsonNode one(String text) throws YamlSyntaxException {
        return YamlReader.documents(text).get(0).value();
    }

    /** JSON knows no difference between 1 and 1.0. */
    private static void assertSame(JsonNode expected, JsonNode actual, String scalar) {
        boolean numbers = expected.isNumber() && actual.isNumber();
        assertEquals(
                numbers && !expected.isIntegralNumber() ? expected.doubleValue() : expected,
                numbers && !expected.isIntegralNumber() ? actual.doubleValue() : actual,
                scalar);
    }
}
