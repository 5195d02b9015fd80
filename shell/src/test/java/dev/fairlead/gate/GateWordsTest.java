package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GateWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            ht>http\s
            p9>p95 ,p99\s
            ap>approval
            nonsense >``
            http pa>http path=
            http path=/x st>http path=/x status=
            http path=/x pa>``
            http path=>http path=
            http header=a he>http header=a header=
            http /healthz st>``
            approval >approval question=,approval name=
            """)
    void aGateGoesOnWithItsKindAndThenWithTheOptionsThatItDoesNotHaveYet(String typed, String next) {
        assertEquals(next.isEmpty() ? List.of() : List.of(next.split(",")), GateWords.after(typed));
    }
}
