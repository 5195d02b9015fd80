package dev.fairlead.script.source;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.ast.SourcePosition;
import java.util.List;

/**
 * Source with the name that failures give it.
 *
 * @param name as the user would type it; empty at the prompt
 * @param text with line feeds only
 */
public record SourceText(String name, String text) {

    private static final int LONGEST_LINE = 160;
    private static final int DEEPEST = 2_000;

    /** The line of an offset, the first is 1. */
    public int line(int offset) {
        return (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    /** The column of an offset, the first is 1. */
    public int column(int offset) {
        int end = Math.min(offset, text.length());
        return end - text.lastIndexOf('\n', end - 1);
    }

    public SourcePosition placeAt(int offset) {
        int line = line(offset);
        return new SourcePosition(name, line, column(offset), lineText(line));
    }

    public String lineText(int line) {
        return text.lines().skip(line - 1L).findFirst().orElse("");
    }

    /** {@code file:line}, or the line alone at the prompt. */
    public String place(int line) {
        return name.isEmpty() ? "line " + line : name + ":" + line;
    }

    /** A line with its number before it, tabs as blanks; of a long one its beginning. */
    String marked(int line) {
        return marked(line, 1).get(0);
    }

    /** A line as {@link #marked} with a caret under one of its columns; of a long one what is around that column. */
    public List<String> marked(int line, int column) {
        String whole = lineText(line);
        int at = Math.min(whole.length(), column - 1);
        int from = whole.length() <= LONGEST_LINE
                ? 0
                : Math.max(0, Math.min(at - LONGEST_LINE / 2, whole.length() - LONGEST_LINE));
        int to = Math.min(whole.length(), from + LONGEST_LINE);
        String start = from > 0 ? "…" : "";
        String before = start + whole.substring(from, at).replace("\t", "    ");
        String text = before + whole.substring(at, to).replace("\t", "    ") + (to < whole.length() ? "…" : "");
        return List.of(String.format("%4d | %s", line, text), "     | " + " ".repeat(before.length()) + "^");
    }

    /**
     * The compiler goes down into code as deep as it nests, and ends in an overflow of its stack.
     *
     * @throws OpsException of kind INVALID where it would
     */
    void requireShallow(int offset, String code) {
        if (code.length() > DEEPEST && JavaText.depth(code) > DEEPEST) {
            throw new OpsException(
                    FailureKind.INVALID,
                    (name.isEmpty() ? "" : place(line(offset)) + ": ") + "an expression here nests more than " + DEEPEST
                            + " deep, which no compiler can follow; give its parts names");
        }
    }

    /** @param offset where the bracket, comment or text block begins */
    OpsException notClosed(int offset) {
        return new NotClosed(this, offset);
    }

    /** A block, bracket, comment or text block without its end. */
    public static final class NotClosed extends OpsException {
        private final transient ScriptProblem problem;

        private NotClosed(SourceText source, int offset) {
            super(
                    FailureKind.INVALID,
                    (source.name.isEmpty() ? "" : source.place(source.line(offset)) + ": ") + message(source, offset),
                    source.marked(source.line(offset), source.column(offset)),
                    List.of(),
                    null);
            int line = source.line(offset);
            problem = new ScriptProblem(
                    source.name, line, source.column(offset), message(source, offset), source.lineText(line));
        }

        public ScriptProblem problem() {
            return problem;
        }

        private static String message(SourceText source, int offset) {
            String what = switch (source.text.charAt(offset)) {
                case '/' -> "comment";
                case '\'' -> "character";
                case '"' -> source.text.startsWith("\"\"\"", offset) ? "text block" : "string";
                case '{' -> "block";
                default -> "bracket";
            };
            return "the " + what + " opened on line " + source.line(offset) + " is not closed";
        }
    }
}
