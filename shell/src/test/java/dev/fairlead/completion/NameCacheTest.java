package dev.fairlead.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.command.Candidate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class NameCacheTest {
    private static final CompletionScope PODS = new CompletionScope(Candidate.POD, "", "", "");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final AtomicReference<String> session = new AtomicReference<>("dev/default");

    @Test
    void freshNamesAreNotAskedForAgain() {
        try (NameCache cache = cache(place -> List.of("web-" + asked.incrementAndGet()), LONG)) {
            assertEquals(List.of("web-1"), cache.at(PODS));
            assertEquals(List.of("web-1"), cache.at(PODS));
        }
    }

    @Test
    void oldNamesAreAskedForAgain() {
        try (NameCache cache = cache(place -> List.of("web-" + asked.incrementAndGet()), LONG)) {
            cache.at(PODS);
            now.addAndGet(Duration.ofSeconds(11).toNanos());
            assertEquals(List.of("web-2"), cache.at(PODS));
        }
    }

    @Test
    void namesOfAnotherNamespaceOrSessionAreOthers() {
        try (NameCache cache = cache(place -> List.of(place.namespace() + asked.incrementAndGet()), LONG)) {
            assertEquals(List.of("1"), cache.at(PODS));
            assertEquals(List.of("team2"), cache.at(new CompletionScope(Candidate.POD, "", "team", "")));
            session.set("prod/default");
            assertEquals(List.of("3"), cache.at(PODS));
        }
    }

    @Test
    void aSlowSourceKeepsNobodyWaitingAndItsOldNamesAreShownMeanwhile() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        Names slowTheSecondTime = place -> {
            if (asked.incrementAndGet() > 1) {
                awaitQuietly(answer);
            }
            return List.of("web-" + asked.get());
        };
        try (NameCache cache = cache(slowTheSecondTime, Duration.ofMillis(300))) {
            assertEquals(List.of("web-1"), cache.at(PODS));
            now.addAndGet(Duration.ofSeconds(11).toNanos());
            assertEquals(List.of("web-1"), cache.at(PODS));
            answer.countDown();
            while (!cache.at(PODS).equals(List.of("web-2"))) {
                Thread.onSpinWait();
            }
            assertEquals(2, asked.get(), "one refresh serves all who ask meanwhile");
        }
    }

    @Test
    void aSourceThatFailsGivesNoNames() {
        Names failing = place -> {
            throw new IllegalStateException("no cluster");
        };
        try (NameCache cache = cache(failing, LONG)) {
            assertEquals(List.of(), cache.at(PODS));
        }
    }

    @Test
    void whatHasNoSourceHasNoNames() {
        try (NameCache cache = cache(place -> List.of("web"), LONG)) {
            assertEquals(List.of(), cache.at(new CompletionScope(Candidate.IMAGE, "", "", "")));
        }
    }

    private NameCache cache(Names pods, Duration patience) {
        return new NameCache(Map.of(Candidate.POD, pods), session::get, Duration.ofSeconds(10), patience, now::get);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
