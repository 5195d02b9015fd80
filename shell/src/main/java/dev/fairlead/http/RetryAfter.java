package dev.fairlead.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server wants to be left alone (RFC 9110, 10.2.3): seconds, or a date. */
public final class RetryAfter {
    /** The header's name. */
    public static final String HEADER = "Retry-After";

    private RetryAfter() {}

    /** Empty where the server does not say. */
    public static Optional<Duration> of(HttpHeaders headers) {
        return headers.firstValue(HEADER).flatMap(value -> parse(value, Instant.now()));
    }

    /** The value of the header as a time from now on; empty where it is neither seconds nor a date. */
    static Optional<Duration> parse(String value, Instant now) {
        if (value.strip().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
        }
        try {
            Instant then = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration until = Duration.between(now, then);
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
