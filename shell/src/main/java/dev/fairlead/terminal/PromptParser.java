package dev.fairlead.terminal;

import dev.fairlead.command.LineParser;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor where words are and whether a further line is wanted. */
final class PromptParser implements Parser {
    private final Interpreter interpreter;

    PromptParser(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE
                && InputUnits.of(line, interpreter::incomplete).open()) {
            throw new EOFError(-1, -1, "a further line is wanted");
        }
        String before = line.substring(0, Math.min(cursor, line.length()));
        // Only a Tab needs words; the others come with every key stroke and must stay cheap.
        String unit = context == ParseContext.COMPLETE && before.contains("\n")
                ? InputUnits.of(before, interpreter::incomplete).last()
                : before;
        int offset = before.length() - unit.length();
        if (interpreter.kind(unit) == LineKind.JAVA && !firstWordOnly(unit)) {
            return java(before, offset);
        }
        LineParser.Typed typed = LineParser.typed(unit);
        return new TypedLine(before, offset, false, typed.before(), typed.last(), offset + typed.start());
    }

    /** A single word may yet become a command's; one with a slash is about the session. */
    private boolean firstWordOnly(String unit) {
        boolean oneWord = interpreter.mode() != InputMode.JAVA && unit.strip().matches("[\\w-]*");
        return (oneWord || unit.matches("\\s*/[a-z]*")) && unit.equals(unit.stripTrailing());
    }

    private static TypedLine java(String before, int offset) {
        int start = before.length();
        while (start > offset && Character.isJavaIdentifierPart(before.charAt(start - 1))) {
            start--;
        }
        return new TypedLine(before, offset, true, List.of(), before.substring(start), start);
    }

    /**
     * A line up to the cursor.
     *
     * @param offset where the unit at the cursor begins: a pasted text may hold several
     * @param java whether the unit is Java
     * @param before the words before the one at the cursor
     * @param start where the word at the cursor begins
     */
    record TypedLine(String line, int offset, boolean java, List<String> before, String word, int start)
            implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return before.size();
        }

        @Override
        public List<String> words() {
            List<String> words = new ArrayList<>(before);
            words.add(word);
            return words;
        }

        @Override
        public int cursor() {
            return line.length();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            // A word that is not begun is nothing to take back when a menu opens; quoted it would be two characters.
            // What
            // a line begins with is a command's name or Java.
            if (java || candidate.isEmpty() || before.isEmpty()) {
                return candidate;
            }
            String quoted = LineParser.quote(candidate.toString());
            boolean open = !complete && quoted.startsWith("'") && quoted.endsWith("'");
            return open ? quoted.substring(0, quoted.length() - 1) : quoted;
        }

        @Override
        public int rawWordCursor() {
            return line.length() - start;
        }

        @Override
        public int rawWordLength() {
            return line.length() - start;
        }
    }
}
