package dev.fairlead.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param location where it redirects to; empty where it does not
 * @param body the beginning of it
 */
public record HttpReply(int code, String location, String body) {
    private static final int LONGEST = 120;

    /** The first line of the body that says something; empty where there is none. */
    public Optional<String> firstLine() {
        return body.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…");
    }

    @JsonIgnore
    public boolean isRedirect() {
        return code >= 300 && code < 400 && !location.isEmpty();
    }
}
