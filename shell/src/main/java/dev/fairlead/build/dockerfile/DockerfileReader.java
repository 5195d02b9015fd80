package dev.fairlead.build.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the text of a Dockerfile to its instructions: comments, directives and continued lines. */
final class DockerfileReader {
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([A-Za-z][A-Za-z0-9]*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern FLAG = Pattern.compile("--([a-z][a-z-]*)(?:=(\\S*))?(?:\\s+|$)");
    private static final Set<String> KEYWORDS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");
    private static final Set<String> WITH_FLAGS = Set.of("ADD", "COPY", "FROM", "HEALTHCHECK", "RUN");

    private final String[] lines;
    private char escape = '\\';

    DockerfileReader(String text) {
        this.lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\r?\n", -1);
    }

    List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        int at = directives();
        while (at < lines.length) {
            if (isComment(lines[at]) || lines[at].isBlank()) {
                at++;
                continue;
            }
            int first = at;
            StringBuilder joined = new StringBuilder();
            boolean goesOn = true;
            while (goesOn && at < lines.length) {
                String line = lines[at++];
                if (joined.length() > 0 && (isComment(line) || line.isBlank())) {
                    continue;
                }
                String trimmed = line.stripTrailing();
                goesOn = !trimmed.isEmpty() && trimmed.charAt(trimmed.length() - 1) == escape;
                joined.append(goesOn ? trimmed.substring(0, trimmed.length() - 1) : line);
            }
            instructions.add(instruction(first + 1, joined.toString().strip()));
        }
        return instructions;
    }

    /** Directives stand before everything else; the first line that is none ends them. */
    private int directives() {
        int at = 0;
        while (at < lines.length) {
            Matcher directive = DIRECTIVE.matcher(lines[at].strip());
            if (!directive.matches()) {
                return at;
            }
            if (directive.group(1).equalsIgnoreCase("escape")) {
                if (!directive.group(2).matches("[\\\\`]")) {
                    throw new DockerfileProblem(at + 1, "invalid escape token '" + directive.group(2) + "'");
                }
                escape = directive.group(2).charAt(0);
            }
            at++;
        }
        return at;
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private static Instruction instruction(int line, String text) {
        String[] parts = text.split("\\s+", 2);
        String keyword = parts[0].toUpperCase(Locale.ROOT);
        String rest = parts.length > 1 ? parts[1] : "";
        if (!KEYWORDS.contains(keyword)) {
            throw new DockerfileProblem(line, "unknown instruction: " + parts[0]);
        }
        if (rest.isEmpty()) {
            throw new DockerfileProblem(line, keyword + " requires at least one argument");
        }
        Map<String, String> flags = new LinkedHashMap<>();
        Matcher flag = FLAG.matcher(rest);
        int end = 0;
        while (WITH_FLAGS.contains(keyword) && flag.region(end, rest.length()).lookingAt()) {
            flags.put(flag.group(1), flag.group(2) == null ? "" : flag.group(2));
            end = flag.end();
        }
        return new Instruction(line, keyword, flags, rest.substring(end));
    }
}
