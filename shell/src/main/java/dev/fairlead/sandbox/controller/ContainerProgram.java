package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a container's program ends, as far as its command tells: {@code sh -c "exit 3"}, {@code false}. What says nothing
 * serves for ever, or does its work in a moment where the pod's containers are meant to end.
 */
record ContainerProgram(int code, Duration after) {
    private static final Pattern EXIT = Pattern.compile("\\bexit\\s+(\\d+)");
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s+(\\d+)");
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Empty where it goes on for ever. */
    static Optional<ContainerProgram> of(JsonNode container, boolean meantToEnd) {
        StringBuilder line = new StringBuilder();
        container.path("command").forEach(word -> line.append(word.asText()).append(' '));
        container.path("args").forEach(word -> line.append(word.asText()).append(' '));
        Matcher exit = EXIT.matcher(line);
        Matcher sleep = SLEEP.matcher(line);
        Duration slept = sleep.find() ? Duration.ofSeconds(Long.parseLong(sleep.group(1))) : SOON;
        if (exit.find()) {
            return Optional.of(new ContainerProgram(Integer.parseInt(exit.group(1)), slept));
        }
        if (line.toString().strip().endsWith("false")) {
            return Optional.of(new ContainerProgram(1, SOON));
        }
        return meantToEnd ? Optional.of(new ContainerProgram(0, slept)) : Optional.empty();
    }
}
