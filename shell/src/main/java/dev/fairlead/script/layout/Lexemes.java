package dev.fairlead.script.layout;

import dev.fairlead.script.layout.Lexeme.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A source as lexemes. */
final class Lexemes {
    private static final String TEXT_BLOCK = "\"\"\"";
    private static final Pattern REST_OF_LINE = Pattern.compile("[^\\n]*\\S");
    private static final Map<Kind, Pattern> FORMS = forms();

    private final String source;
    private final List<Lexeme> all = new ArrayList<>();
    private final NavigableMap<Integer, Integer> code = new TreeMap<>();
    private final Map<Integer, Integer> partners = new HashMap<>();

    /** @param lines the offsets of lines that are no Java */
    Lexemes(String source, Collection<Integer> lines) {
        this.source = source;
        Matcher matcher = Pattern.compile("\\s*").matcher(source);
        int at = 0;
        while (matcher.region(at, source.length()).lookingAt() && matcher.end() < source.length()) {
            Lexeme next = next(matcher.end(), lines.contains(matcher.end()));
            all.add(next);
            at = next.end();
        }
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isComment()) {
                code.put(all.get(i).start(), i);
            }
        }
        pair();
    }

    List<Lexeme> all() {
        return all;
    }

    /** The first at or behind an offset that is no comment. */
    Optional<Lexeme> codeFrom(int offset) {
        return Optional.ofNullable(code.ceilingEntry(offset)).map(entry -> all.get(entry.getValue()));
    }

    /** The last before an offset that is no comment. */
    Optional<Lexeme> codeBefore(int offset) {
        return Optional.ofNullable(code.lowerEntry(offset)).map(entry -> all.get(entry.getValue()));
    }

    /** Where the bracket opens whose closing one ends at an offset. */
    Optional<Integer> opening(int end) {
        return Optional.ofNullable(partners.get(end - 1));
    }

    /** How many lines a lexeme begins behind the end of the one before it. */
    int linesBefore(int index) {
        int from = index == 0 ? 0 : all.get(index - 1).end();
        return (int) source.substring(from, all.get(index).start())
                .chars()
                .filter(c -> c == '\n')
                .count();
    }

    /** How many characters stand between a lexeme and the one before it. */
    int gapBefore(int index) {
        return all.get(index).start() - (index == 0 ? 0 : all.get(index - 1).end());
    }

    /** What no layout may change. */
    List<String> essence() {
        return all.stream().map(Lexeme::essence).toList();
    }

    private Lexeme next(int at, boolean line) {
        if (line) {
            return lexeme(Kind.LINE, at, REST_OF_LINE).orElseThrow();
        }
        if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
            return new Lexeme(Kind.LITERAL, at, source.substring(at, literalEnd(at)));
        }
        return Stream.of(Kind.COMMENT, Kind.NUMBER, Kind.WORD, Kind.OPERATOR)
                .flatMap(kind -> lexeme(kind, at, Objects.requireNonNull(FORMS.get(kind))).stream())
                .findFirst()
                .orElseThrow();
    }

    private int literalEnd(int from) {
        String quote = source.startsWith(TEXT_BLOCK, from) ? TEXT_BLOCK : source.substring(from, from + 1);
        int at = from + quote.length();
        while (at < source.length() && !source.startsWith(quote, at)) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(source.length(), at + quote.length());
    }

    private Optional<Lexeme> lexeme(Kind kind, int at, Pattern form) {
        Matcher matcher = form.matcher(source).region(at, source.length());
        return matcher.lookingAt() ? Optional.of(new Lexeme(kind, at, matcher.group())) : Optional.empty();
    }

    private void pair() {
        Deque<Lexeme> open = new ArrayDeque<>();
        for (Lexeme one : all) {
            if (one.opens()) {
                open.push(one);
            } else if (one.closes() && !open.isEmpty()) {
                partners.put(one.start(), open.pop().start());
            }
        }
    }

    private static Map<Kind, Pattern> forms() {
        return Map.of(
                Kind.COMMENT, Pattern.compile("(?s)//[^\\n]*|/\\*.*?\\*/"),
                Kind.NUMBER,
                        Pattern.compile("0[xX][\\da-fA-F_.]+(?:[pP][+-]?\\d+)?[lLfFdD]?|0[bB][01_]+[lL]?"
                                + "|(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:[eE][+-]?\\d[\\d_]*)?[lLfFdD]?"),
                Kind.WORD, Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"),
                Kind.OPERATOR,
                        Pattern.compile(
                                "(?s)>>>=|<<=|>>=|>>>|\\.\\.\\.|->|::|\\+\\+|--|&&|\\|\\||<<|>>|[-=!<>+*/&|^%]=|."));
    }
}
