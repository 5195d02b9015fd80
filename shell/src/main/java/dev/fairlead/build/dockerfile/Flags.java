package dev.fairlead.build.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code --name=value} words before an instruction's arguments. */
final class Flags {
    private static final Set<String> BOOLEAN = Set.of("link", "parents", "keep-git-dir", "unpack");
    private static final Set<String> REPEATED = Set.of("exclude", "mount", "device");
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "ADD", Set.of("chown", "chmod", "link", "keep-git-dir", "checksum", "exclude", "unpack"),
            "COPY", Set.of("from", "chown", "chmod", "link", "parents", "exclude"),
            "FROM", Set.of("platform"),
            "HEALTHCHECK", Set.of("interval", "timeout", "start-period", "start-interval", "retries"),
            "RUN", Set.of("mount", "network", "security", "device"));

    private final int line;
    private final String keyword;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private String rest;

    private Flags(int line, String keyword, String rest) {
        this.line = line;
        this.keyword = keyword;
        this.rest = rest;
    }

    /** @throws DockerfileProblem when the instruction does not take one of them */
    static Flags read(int line, String keyword, String rest, char escape) {
        Flags flags = new Flags(line, keyword, rest);
        while (flags.rest.startsWith("--")) {
            String word = DockerfileWords.split(flags.rest, escape).get(0);
            flags.rest = flags.rest.substring(word.length()).strip();
            if (word.equals("--")) {
                break;
            }
            flags.take(word);
        }
        return flags;
    }

    Map<String, List<String>> values() {
        return values;
    }

    /** What follows the flags. */
    String rest() {
        return rest;
    }

    private void take(String word) {
        int equals = word.indexOf('=');
        String name = word.substring(2, equals < 0 ? word.length() : equals);
        String value = equals < 0 ? "" : word.substring(equals + 1);
        Set<String> known = KNOWN.getOrDefault(keyword, Set.of());
        if (!known.contains(name)) {
            throw new DockerfileProblem(line, "unknown flag: --" + name + Spelling.suggestion(name, known));
        }
        if (values.containsKey(name) && !REPEATED.contains(name)) {
            throw new DockerfileProblem(line, "duplicate flag specified: --" + name);
        }
        if (equals < 0 && !BOOLEAN.contains(name)) {
            throw new DockerfileProblem(line, "missing a value on flag: --" + name);
        }
        if (BOOLEAN.contains(name) && !value.matches("(?i)|true|false")) {
            throw new DockerfileProblem(line, "expecting boolean value for flag --" + name + ", not: " + value);
        }
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
}
