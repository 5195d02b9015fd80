package dev.fairlead.build.dockerfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the text of a Dockerfile to its instructions: comments, directives, continued lines and here-documents. */
final class DockerfileReader {
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([A-Za-z][A-Za-z0-9]*)\\s*=\\s*(.*?)\\s*");
    private static final Set<String> DIRECTIVES = Set.of("syntax", "escape", "check");
    private static final Set<String> WITH_DOCUMENTS = Set.of("ADD", "COPY", "RUN");
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

    /** With a carriage return where the file has one, since a here-document keeps it. */
    private final String[] lines;

    private char escape = Instruction.BACKSLASH;
    private int at;

    DockerfileReader(String text) {
        this.lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\n", -1);
    }

    List<Instruction> instructions() {
        directives();
        List<Instruction> instructions = new ArrayList<>();
        while (at < lines.length) {
            if (isComment(lines[at]) || lines[at].isBlank()) {
                at++;
                continue;
            }
            int line = at + 1;
            Instruction instruction = instruction(line, joined().strip(), true);
            InstructionSyntax.check(instruction);
            instructions.add(instruction);
        }
        return instructions;
    }

    /** The one instruction that an ONBUILD of an image holds, with its here-documents. */
    Instruction trigger(int line, char escapedBy) {
        escape = escapedBy;
        Instruction instruction = instruction(line, joined().strip(), false);
        InstructionSyntax.check(instruction);
        return instruction;
    }

    /** A line with those that continue it; comments and empty lines among them are passed over. */
    private String joined() {
        StringBuilder joined = new StringBuilder();
        boolean goesOn = true;
        for (boolean first = true; goesOn && at < lines.length; first = false) {
            String line = trimmedEnd(lines[at++]);
            if (!first && (isComment(line) || line.isBlank())) {
                continue;
            }
            String text = line.stripTrailing();
            int end = text.length() - 1;
            // Two escape characters are one that is meant, and end the line.
            goesOn = end >= 0 && text.charAt(end) == escape && (end == 0 || text.charAt(end - 1) != escape);
            joined.append(goesOn ? text.substring(0, end) : line);
        }
        return joined.toString();
    }

    /** Directives stand before everything else; the first line that is none ends them. */
    private void directives() {
        Set<String> seen = new HashSet<>();
        while (at < lines.length) {
            Matcher directive = DIRECTIVE.matcher(lines[at].strip());
            String name = directive.matches() ? directive.group(1).toLowerCase(Locale.ROOT) : "";
            if (!DIRECTIVES.contains(name)) {
                return;
            }
            if (!seen.add(name)) {
                throw new DockerfileProblem(at + 1, "only one " + name + " parser directive can be used");
            }
            if (name.equals("escape")) {
                String token = directive.group(2);
                if (!token.matches("[\\\\`]")) {
                    throw new DockerfileProblem(at + 1, "invalid escape token '" + token + "' does not match ` or \\");
                }
                escape = token.charAt(0);
            }
            at++;
        }
    }

    private Instruction instruction(int line, String text, boolean checked) {
        String[] parts = text.split("\\s+", 2);
        String keyword = parts[0].toUpperCase(Locale.ROOT);
        if (!KEYWORDS.contains(keyword)) {
            throw new DockerfileProblem(
                    line, "unknown instruction: " + parts[0] + Spelling.suggestion(parts[0], KEYWORDS));
        }
        if (keyword.equals("ONBUILD") && checked) {
            return trigger(line, parts.length > 1 ? parts[1] : "");
        }
        Flags flags = Flags.read(line, keyword, parts.length > 1 ? parts[1] : "", escape);
        return new Instruction(
                line, keyword, flags.values(), flags.rest(), documents(line, keyword, flags.rest()), escape);
    }

    /** What ONBUILD keeps for later is kept as text, with the here-documents that belong to it. */
    private Instruction trigger(int line, String text) {
        StringBuilder kept = new StringBuilder(text);
        String keyword = text.split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
        int from = at;
        if (!documents(line, keyword, text.substring(keyword.length())).isEmpty()) {
            for (int i = from; i < at; i++) {
                kept.append('\n').append(trimmedEnd(lines[i]));
            }
        }
        return new Instruction(line, "ONBUILD", Map.of(), kept.toString(), List.of(), escape);
    }

    private List<HereDocument> documents(int line, String keyword, String rest) {
        List<HereDocument> documents = new ArrayList<>();
        if (!WITH_DOCUMENTS.contains(keyword) || DockerfileWords.json(rest).isPresent()) {
            return documents;
        }
        for (String word : DockerfileWords.split(rest, escape)) {
            Matcher matcher = HereDocument.WORD.matcher(word);
            if (matcher.matches()) {
                documents.add(document(line, !matcher.group(1).isEmpty(), matcher.group(2)));
            }
        }
        return documents;
    }

    private HereDocument document(int line, boolean chomps, String typed) {
        boolean expands = !typed.matches(".*[\"'\\\\].*");
        String name = typed.replaceAll("[\"'\\\\]", "");
        if (name.isEmpty() || name.contains("/")) {
            throw new DockerfileProblem(line, "a here-document needs a name without a slash right after <<");
        }
        StringBuilder text = new StringBuilder();
        while (at < lines.length) {
            String next = chomps ? lines[at].replaceFirst("^\t+", "") : lines[at];
            at++;
            if (trimmedEnd(next).equals(name)) {
                return new HereDocument(name, expands, text.toString());
            }
            text.append(next).append('\n');
        }
        throw new DockerfileProblem(line, "unterminated heredoc: no line after it says " + name);
    }

    private static String trimmedEnd(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }
}
