package dev.fairlead.build.dockerfile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instruction.
 *
 * @param line where it begins, from one on
 * @param keyword in capitals, e.g. {@code COPY}
 * @param flags what stood as {@code --name=value} before the rest, with all values; an empty value where none was given
 * @param rest all after the flags, with continued lines joined
 * @param documents the here-documents that the rest names, in their order
 * @param escape the file's escape character
 */
public record Instruction(
        int line,
        String keyword,
        Map<String, List<String>> flags,
        String rest,
        List<HereDocument> documents,
        char escape) {
    static final char BACKSLASH = '\\';

    public Instruction {
        documents = List.copyOf(documents);
    }

    /** One without flags and here-documents, in a file that escapes with a backslash. */
    Instruction(int line, String keyword, String rest) {
        this(line, keyword, Map.of(), rest, List.of(), BACKSLASH);
    }

    /** The value of a flag; empty where it was not given. */
    public Optional<String> flag(String name) {
        return flags.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Whether a flag without a value, or with {@code true}, was given. */
    public boolean isSet(String name) {
        return flag(name).filter(value -> !value.equalsIgnoreCase("false")).isPresent();
    }

    /** As it stands in the file, on one line and without here-documents. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(keyword);
        flags.forEach((name, values) ->
                values.forEach(value -> text.append(" --").append(name).append(value.isEmpty() ? "" : "=" + value)));
        return text.append(rest.isEmpty() ? "" : " ").append(rest).toString();
    }

    public DockerfileProblem problem(String why) {
        return new DockerfileProblem(line, why);
    }
}
