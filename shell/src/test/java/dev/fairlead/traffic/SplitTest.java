package dev.fairlead.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SplitTest {
    @ParameterizedTest
    @CsvSource({
        // stable, canary, percent, fixed, stable then, canary then, factor
        "100,     0,   0, true,  100,      0, 1",
        "100,     0,  20, true,   80,     20, 1",
        "100,     0, 100, true,    0,    100, 1",
        "80,      0,  25, true,   60,     20, 1",
        "80,      0,   1, true,   79,      1, 1",
        "10,      0,  99, true,    1,      9, 1",
        "50 50,   0,   5, true,   48 47,   5, 1",
        "70 30,   0,  10, true,   63 27,  10, 1",
        "95,      5,  20, true,   80,     20, 1",
        "1,       0,  20, false,  80,     20, 100",
        "1 2,     0,  50, false,  50 100, 150, 100",
        "200,     0,   1, false, 198,      2, 1",
        "999999,  0,  50, false, 499999, 500000, 1",
        "0,       0,  50, false,   0,      0, 1"
    })
    void theShareIsPartedInWholeNumbers(
            String stable, int canary, int percent, boolean fixed, String then, int canaryThen, int factor) {
        Split split = Split.of(numbers(stable), canary, percent, fixed);
        assertEquals(new Split(numbers(then), canaryThen, factor), split);
        assertEquals((Split.sum(numbers(stable)) + canary) * factor, Split.sum(split.stable()) + split.canary());
    }

    @Test
    void aShareOfOneCannotBeParted() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Split.of(List.of(1), 0, 5, true));
        assertEquals("a weight of 1 cannot be parted to 5 %", refusal.getMessage());
        assertEquals(new Split(List.of(0), 1, 1), Split.of(List.of(1), 0, 100, true));
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }
}
