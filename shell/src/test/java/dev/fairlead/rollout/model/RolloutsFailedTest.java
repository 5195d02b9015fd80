package dev.fairlead.rollout.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RolloutsFailedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIMEOUT                               | TIMEOUT
            TIMEOUT ROLLOUT_PROBE                 | ROLLOUT_PROBE
            ROLLOUT_CRASH ROLLOUT_IMAGE TIMEOUT   | ROLLOUT_IMAGE
            NOT_FOUND TIMEOUT                     | NOT_FOUND
            """)
    void theWorstGivesTheExitCode(String kinds, FailureKind expected) {
        List<OpsException> failures = Stream.of(kinds.split(" "))
                .map(kind -> new OpsException(FailureKind.valueOf(kind), kind))
                .toList();
        assertEquals(expected, RolloutsFailed.of(List.of(), failures).kind());
    }
}
