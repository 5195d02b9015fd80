package dev.fairlead.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a line waits for its peers, and who hears of it. */
final class CurrentLineTest {
    private static final Duration USUAL = Duration.ofSeconds(30);

    @Test
    void whatHasNoLimitWaitsAsUsual() {
        assertEquals(USUAL, CurrentLine.patience(USUAL));
        assertEquals(USUAL, CurrentLine.within(Duration.ofMinutes(10), () -> CurrentLine.patience(USUAL)));
    }

    @Test
    void aLimitBoundsTheWaitAndTheSmallerOneHolds() {
        Duration left = CurrentLine.within(
                Duration.ofSeconds(15),
                () -> CurrentLine.within(Duration.ofMinutes(5), () -> CurrentLine.patience(USUAL)));
        assertTrue(left.compareTo(Duration.ofSeconds(15)) <= 0 && left.compareTo(Duration.ofSeconds(5)) > 0);
    }

    @Test
    void afterItsEndPromptAnswersAreWaitedForUntilOneIsMissing() {
        CurrentLine.within(Duration.ZERO, () -> {
            assertEquals(Duration.ofSeconds(2), CurrentLine.patience(USUAL));
            CurrentLine.gaveUp();
            assertEquals(Duration.ZERO, CurrentLine.patience(USUAL));
            return true;
        });
        assertEquals(USUAL, CurrentLine.patience(USUAL));
    }

    @Test
    void whatIsDoneEvenIfCancelledIsDoneSoonAndLeavesTheInterruption() {
        Thread.currentThread().interrupt();
        List<Duration> waits = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () -> CurrentLine.evenIfCancelled(() -> {
                    assertFalse(Thread.currentThread().isInterrupted());
                    waits.add(CurrentLine.patience(USUAL));
                    throw new IllegalStateException();
                }));
        assertTrue(Thread.interrupted());
        CurrentLine.evenIfCancelled(() -> waits.add(CurrentLine.patience(USUAL)));
        assertEquals(List.of(Duration.ofMillis(800), USUAL), waits);
    }

    @Test
    void threadsTellTheLineThatStartedThem() {
        List<ProgressEvent> told = new ArrayList<>();
        CurrentLine.telling(told::add, () -> {
            Thread thread = new Thread(() -> CurrentLine.waits("the registry", 8));
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return true;
        });
        CurrentLine.waits("the registry", 9);
        assertEquals(List.of(new ProgressEvent.Waiting("the registry", 8)), told);
        assertEquals("waiting for the registry, 8 s", ((ProgressEvent.Waiting) told.get(0)).text());
    }
}
