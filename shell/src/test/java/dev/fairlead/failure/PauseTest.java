package dev.fairlead.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PauseTest {
    @Test
    void anInterruptionEndsItAndIsStillSetAfterwards() {
        Thread.currentThread().interrupt();
        Cancelled cancelled =
                assertThrows(Cancelled.class, () -> Pause.of(Duration.ofHours(1), "cancelled while waiting for web"));
        assertTrue(Thread.interrupted(), "the interruption is lost");
        assertEquals("cancelled while waiting for web", cancelled.message());
        assertEquals(FailureKind.CANCELLED, cancelled.kind());
    }

    @Test
    void aTimeThatIsOverAlreadyIsAPauseAllTheSame() {
        for (Duration time : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(1)}) {
            long began = System.nanoTime();
            Pause.of(time, "");
            assertTrue(System.nanoTime() - began >= 1_000_000, time + " did not last a millisecond");
        }
    }
}
