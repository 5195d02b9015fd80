package dev.fairlead.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableTest {
    private static final List<String> HEADERS = List.of("NAME", "READY", "WHY");
    private static final List<List<String>> ROWS = List.of(
            List.of("web-6b4f9c7d9f-x2x5n", "no", "1 pod cannot pull registry.example.com/team/web:v9: no such tag"),
            List.of("  api", "yes", ""));

    @Test
    void whatFitsIsAsWideAsItsCells() {
        assertEquals(
                List.of("NAME   READY   WHY", "web    yes", "api    no      it crashes"),
                Table.lines(HEADERS, List.of(List.of("web", "yes", ""), List.of("api", "no", "it crashes")), 60));
    }

    @Test
    void theWidestColumnGoesOnBelow() {
        assertEquals(
                List.of(
                        "NAME                  READY  WHY",
                        "web-6b4f9c7d9f-x2x5n  no     1 pod cannot pull",
                        "                             registry.example.com/team/",
                        "                             web:v9: no such tag",
                        "  api                 yes"),
                Table.lines(HEADERS, ROWS, 56));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 41, 47, 60, 61, 79})
    void noLineIsWiderThanTheScreenAndNothingIsLost(int width) {
        List<String> headers =
                IntStream.range(0, 7).mapToObj(i -> "HEADER-" + i).toList();
        List<String> row =
                IntStream.range(0, 7).mapToObj(i -> "ä".repeat(i * 5) + "b" + i).toList();
        List<String> lines = Table.lines(headers, List.of(row), width);
        lines.forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= width, line));
        assertEquals(105, String.join("", lines).chars().filter(c -> c == 'ä').count());
    }

    @Test
    void withoutAScreenNothingIsFolded() {
        assertEquals(3, Table.lines(HEADERS, ROWS).size());
    }
}
