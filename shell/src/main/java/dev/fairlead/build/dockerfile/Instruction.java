package dev.fairlead.build.dockerfile;

import java.util.Map;

/**
 * One instruction.
 *
 * @param line where it begins, from one on
 * @param keyword in capitals, e.g. {@code COPY}
 * @param flags what stood as {@code --name=value} before the rest; an empty value where none was given
 * @param rest all after the flags, with continued lines joined
 */
public record Instruction(int line, String keyword, Map<String, String> flags, String rest) {

    /** As it stands in the file, on one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(keyword);
        flags.forEach((name, value) -> text.append(" --").append(name).append(value.isEmpty() ? "" : "=" + value));
        return text.append(' ').append(rest).toString();
    }

    public DockerfileProblem problem(String why) {
        return new DockerfileProblem(line, why);
    }
}
