package dev.fairlead.terminal;

import dev.fairlead.command.FamiliarWords;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a mistyped command from Java: a user who typed {@code imgae ls} is not helped by a compiler's error. */
final class TypoHints {
    private static final Pattern WORDS = Pattern.compile("[a-z][\\w-]*(\\s+(--?[A-Za-z][\\w-]*(=\\S*)?|[\\w./:@-]+))*");
    private static final Pattern OPTION = Pattern.compile(".*\\s(--[a-z]|-[a-zA-Z](\\s|$)).*");
    /** What a shell would not take for words; no statement of Java begins with two words and goes on with one of these. */
    private static final Pattern OPERATOR = Pattern.compile("\\s(?:\\||>>?|&&|;)\\s?");

    private static final Set<String> JAVA_WORDS = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "char",
            "class",
            "continue",
            "do",
            "double",
            "else",
            "enum",
            "final",
            "float",
            "for",
            "if",
            "import",
            "int",
            "interface",
            "long",
            "new",
            "private",
            "protected",
            "public",
            "record",
            "return",
            "sealed",
            "short",
            "static",
            "switch",
            "synchronized",
            "throw",
            "try",
            "var",
            "void",
            "while");

    private static final int LONGEST = 1_000;

    private TypoHints() {}

    /** The failure of a line that has the shape of a command and none of Java's; empty where it may be Java. */
    static Optional<OpsException> beforeCompiling(String line, Collection<String> firstWords) {
        String text = OPERATOR.split(line.strip(), 2)[0].strip();
        String first = LineKind.firstWord(text);
        boolean several = !first.equals(text);
        if (text.contains(" instanceof ")) {
            return Optional.empty();
        }
        if (!several || text.length() > LONGEST || !WORDS.matcher(text).matches() || JAVA_WORDS.contains(first)) {
            return Optional.empty();
        }
        boolean near = !NearestNames.to(first, firstWords, 1).isEmpty();
        return near || OPTION.matcher(text).matches() || text.matches("[a-z]+\\s+[a-z]+.*")
                ? Optional.of(failure(text, firstWords))
                : Optional.empty();
    }

    /** The failure of a single word that is no Java either. */
    static Optional<OpsException> afterCompiling(String line, Collection<String> firstWords) {
        String text = line.strip();
        return text.matches("[a-z][\\w-]*") ? Optional.of(failure(text, firstWords)) : Optional.empty();
    }

    private static OpsException failure(String text, Collection<String> firstWords) {
        String first = LineKind.firstWord(text);
        String rest = text.substring(first.length());
        OpsException failure = new OpsException(FailureKind.USAGE, "no command is called \"" + first + "\"");
        Optional<String> familiar = FamiliarWords.line(List.of(text.split("\\s+")));
        if (familiar.isPresent()) {
            return failure.hint(familiar.get()).hint("help");
        }
        List<String> near = NearestNames.to(first, firstWords, 2);
        for (String word : near) {
            failure = failure.hint(word + rest);
        }
        return failure.hint("help");
    }
}
