package dev.fairlead.multicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WavesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,50%,100%  | 4  | 1 / 2 / 3 4
            1,50%,100%  | 5  | 1 / 2 3 / 4 5
            1,50%,100%  | 1  | 1
            1,50%,100%  | 2  | 1 / 2
            50%         | 1  | 1
            100%        | 3  | 1 2 3
            1,2,3       | 3  | 1 / 2 / 3
            2, 9        | 3  | 1 2 / 3
            1%,10%,100% | 11 | 1 / 2 / 3 4 5 6 7 8 9 10 11
            """)
    void sizesCountFromTheFirstContextAndPercentagesAreRoundedUp(String waves, int contexts, String expected) {
        assertEquals(
                expected,
                Waves.parse(waves).of(contexts(contexts)).stream()
                        .map(wave -> String.join(" ", wave))
                        .collect(Collectors.joining(" / ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""        | 3 | '' is no size of a wave
            0,100%    | 3 | '0' is no size of a wave
            101%      | 3 | '101%' is no size of a wave
            one,100%  | 3 | 'one' is no size of a wave
            3,1,100%  | 3 | wave 1 is smaller than the one before it
            1,50%     | 4 | the waves 1,50% end at 2 of 4 contexts; let the last be 100%
            """)
    void wavesThatCannotBeMeantAreRefused(String waves, int contexts, String why) {
        OpsException refused =
                assertThrows(OpsException.class, () -> Waves.parse(waves).of(contexts(contexts)));
        assertEquals(FailureKind.USAGE, refused.kind());
        assertTrue(refused.message().contains(why), refused.message());
    }

    private static List<String> contexts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }
}
