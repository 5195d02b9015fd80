package dev.fairlead.script.test;

import dev.fairlead.script.io.StubbedResponses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One trial of a script.
 *
 * @param place where it is written, e.g. {@code scripts/ship.test.yaml:12}; empty where the line says it
 * @param words what the script sees
 * @param namespace the session's
 * @param environment the variables that it sees
 * @param given the lines of commands that are run before it
 * @param answers what programs and servers say that it asks
 */
public record TestCase(
        String name,
        String place,
        Path script,
        List<String> words,
        String namespace,
        Map<String, String> environment,
        List<String> given,
        List<PlannedFault> faults,
        List<StubbedResponses.Answer> answers,
        Expectation expected) {
    static final String NAMESPACE = "default";

    public TestCase {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        given = List.copyOf(given);
        faults = List.copyOf(faults);
        answers = List.copyOf(answers);
    }
}
