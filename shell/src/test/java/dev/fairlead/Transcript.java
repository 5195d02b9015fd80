package dev.fairlead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cluster printed at lines that follow each other, in a file that people can read and add lines to: each after
 * {@code fairlead> }, with what it printed below. Before a line may stand {@code @differs WHY} where the sandbox prints
 * something else, {@code @sandbox LINE} for what is done in the sandbox only, and {@code @other NAME} for a ConfigMap
 * that somebody else owns.
 */
record Transcript(String name, List<Step> steps) {
    private static final String PROMPT = "fairlead> ";
    private static final Path DIRECTORY = Documentation.project().resolve("shell/src/test/resources/fidelity");

    /** @param head the lines before it that begin with {@code @} */
    record Step(List<String> head, String line, String printed) {
        /** The key of the reason for which the sandbox prints something else. */
        Optional<String> differs() {
            return said("@differs ").findFirst();
        }

        Stream<String> said(String word) {
            return head.stream()
                    .filter(line -> line.startsWith(word))
                    .map(line -> line.substring(word.length()).strip());
        }
    }

    static Path directory() {
        return DIRECTORY;
    }

    /** All of them, by name. */
    static List<Transcript> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".transcript"))
                    .sorted()
                    .map(Transcript::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript read(Path file) {
        List<Step> steps = new ArrayList<>();
        List<String> head = new ArrayList<>();
        StringBuilder printed = new StringBuilder();
        String line = "";
        for (String text : text(file).lines().toList()) {
            boolean begins = text.startsWith(PROMPT) || text.startsWith("@");
            if (begins && !line.isEmpty()) {
                steps.add(new Step(List.copyOf(head), line, printed.toString()));
                head.clear();
                line = "";
            }
            if (text.startsWith(PROMPT)) {
                line = text.substring(PROMPT.length());
                printed.setLength(0);
            } else if (begins) {
                head.add(text);
            } else {
                printed.append(text).append('\n');
            }
        }
        steps.add(new Step(List.copyOf(head), line, printed.toString()));
        String name = file.getFileName().toString();
        return new Transcript(name.substring(0, name.indexOf('.')), steps);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write() throws IOException {
        Files.writeString(DIRECTORY.resolve(name + ".transcript"), toText());
    }

    String toText() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            step.head().forEach(line -> text.append(line).append('\n'));
            text.append(PROMPT).append(step.line()).append('\n').append(step.printed());
        }
        return text.toString();
    }
}
