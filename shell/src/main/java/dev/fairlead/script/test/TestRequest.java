package dev.fairlead.script.test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be tried.
 *
 * @param file a script, a file of cases or a directory; all that are below {@code scripts} if empty
 * @param words what stands behind a script: its parameters, and options of the trial that it does not have itself
 * @param options of the trial that stand before it
 */
public record TestRequest(Optional<Path> file, List<String> words, TestOptions options) {
    public TestRequest {
        words = List.copyOf(words);
    }
}
