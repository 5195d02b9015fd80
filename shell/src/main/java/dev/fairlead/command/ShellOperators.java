package dev.fairlead.command;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a POSIX shell takes for more than a word: a line here is one command, and refuses it in plain words. */
public final class ShellOperators {
    private static final Pattern ALONE = Pattern.compile("\\|\\|?|\\|&|&&?|;|\\d?>>?|\\d?>&\\d?|&>|\\d>&\\d|<");
    private static final Pattern NEXT_LINE = Pattern.compile("(?:&&|;|&(?!>))\\s*(.*)", Pattern.DOTALL);

    private ShellOperators() {}

    /** Whether the character, outside quotes, ends the words of a command; an ampersand may stand within a word. */
    static boolean begins(char c, String line, int at) {
        return switch (c) {
            case '|', ';', '<', '>' -> true;
            case '&' ->
                at + 1 == line.length()
                        || Character.isWhitespace(line.charAt(at + 1))
                        || line.charAt(at + 1) == '&'
                        || line.charAt(at + 1) == '>';
            default -> false;
        };
    }

    /** Whether a word is nothing but an operator. */
    static boolean isOne(String word) {
        return ALONE.matcher(word).matches();
    }

    /** The refusal of words that another program handed over, of which one is an operator; empty where none is. */
    static Optional<OpsException> in(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (isOne(words.get(i))) {
                return Optional.of(refusal(joined(words.subList(0, i)), joined(words.subList(i, words.size()))));
            }
        }
        return Optional.empty();
    }

    /**
     * The refusal of a line.
     *
     * @param before the command
     * @param rest from the operator on
     */
    static OpsException refusal(String before, String rest) {
        String tail = rest.strip();
        OpsException failure = new OpsException(
                        FailureKind.USAGE, "\"" + tail.lines().findFirst().orElse("") + "\": " + why(tail))
                .details(List.of("quote it where it is part of a word: '" + tail.charAt(0) + "'"));
        if (!before.isBlank()) {
            failure = failure.hint(before.strip());
        }
        Matcher next = NEXT_LINE.matcher(tail);
        return next.matches() && !next.group(1).isBlank()
                ? failure.hint(next.group(1).strip())
                : failure;
    }

    private static String why(String tail) {
        if (tail.startsWith("||") || tail.startsWith("&&") || tail.startsWith(";")) {
            return "a line is one command; write the next one on a line of its own";
        }
        if (tail.startsWith("|")) {
            return "a line has no pipes yet";
        }
        if (tail.startsWith("&") && !tail.startsWith("&>")) {
            return "a line cannot run in the background yet";
        }
        return tail.startsWith("<")
                ? "a line cannot read from a file by <; where a command reads one, an option names it"
                : "a line cannot write to a file yet";
    }

    private static String joined(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> isOne(word) ? word : LineParser.quote(word))
                        .toList());
    }
}
