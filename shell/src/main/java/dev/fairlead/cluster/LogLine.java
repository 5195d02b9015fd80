package dev.fairlead.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a container's log.
 *
 * @param time where it was asked for
 * @param prefix what tells it from the lines of other containers of the same answer; empty where there are none
 * @param raw whether it may be printed as it is
 */
public record LogLine(
        String pod,
        String container,
        Optional<Instant> time,
        String line,
        @JsonIgnore String prefix,
        @JsonIgnore boolean raw) {}
