package dev.fairlead.script.layout;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes lexemes with the blanks and lines that belong between them. */
final class Writing {
    private static final int MOST_LINE_ENDS = 2;

    private final Lexemes lexemes;
    private final Spacing spacing;
    private final Indentation indentation;
    private final StringBuilder text = new StringBuilder();
    private final Set<Integer> lines = new HashSet<>();

    Writing(Lexemes lexemes, Roles roles) {
        this.lexemes = lexemes;
        this.spacing = new Spacing(lexemes, roles);
        this.indentation = new Indentation(lexemes.all(), roles);
        for (int i = 0; i < lexemes.all().size(); i++) {
            write(i);
        }
        text.append('\n');
    }

    String text() {
        return text.toString();
    }

    /** Where lines that are no Java begin in the text. */
    Set<Integer> lines() {
        return lines;
    }

    private void write(int index) {
        Lexeme lexeme = lexemes.all().get(index);
        boolean first = index == 0 || lexemes.linesBefore(index) > 0;
        int indent = first ? indentation.of(index) : 0;
        text.append("\n".repeat(lineEnds(index))).append(" ".repeat(first ? indent : spacing.before(index)));
        indentation.take(lexeme, first, indent);
        if (lexeme.kind() == Lexeme.Kind.LINE) {
            lines.add(text.length());
        }
        text.append(lexeme.isComment() ? comment(lexeme.text(), indent) : lexeme.text());
    }

    /** At most one blank line; none at the beginning or end of a block. */
    private int lineEnds(int index) {
        int wanted = Math.min(MOST_LINE_ENDS, lexemes.linesBefore(index));
        List<Lexeme> all = lexemes.all();
        boolean atEdge =
                index > 0 && (all.get(index - 1).is("{") || all.get(index).is("}"));
        return atEdge ? Math.min(1, wanted) : wanted;
    }

    /** Without blanks at the ends of its lines; stars stand below each other. */
    private static String comment(String comment, int indent) {
        List<String> lines = comment.lines().map(String::stripTrailing).toList();
        boolean stars = lines.stream().skip(1).allMatch(line -> line.strip().startsWith("*"));
        return lines.get(0)
                + lines.stream()
                        .skip(1)
                        .map(line -> "\n" + (stars ? " ".repeat(indent + 1) + line.strip() : line))
                        .collect(Collectors.joining());
    }
}
