package dev.fairlead.sandbox.api;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What a server stamps on objects: times to the second, identities, and the ends of generated names. */
public final class Stamps {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;

    public Stamps(Clock clock) {
        this.clock = clock;
    }

    public Instant instant() {
        return clock.instant();
    }

    public String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String uid() {
        return UUID.randomUUID().toString();
    }

    /** Five characters that spell no word. */
    String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return suffix.toString();
    }
}
