package dev.fairlead.script.layout;

import dev.fairlead.script.ast.CompilerStack;
import dev.fairlead.script.ast.ParsedSnippet;
import dev.fairlead.script.ast.SnippetForm;
import dev.fairlead.script.ast.SnippetParser;
import dev.fairlead.script.ast.SnippetParser.Parsed;
import dev.fairlead.script.ast.SnippetParser.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lays out a script: indentation, blanks between words, blank lines, ends of lines. Where lines break is the author's
 * choice and stays, as do all words and comments.
 *
 * <p>The formatters that there are for Java lay out whole compilation units and break lines anew. A script is none: a
 * snippet may be an import, a method, a statement or a bare expression, what is around it depends on which, and the line
 * that a snippet ends on can be what ends it. They also read the compiler's own classes, which each start of fairlead
 * would have to open to them, and weigh four megabytes with what they need. What is left for a script is little, so it is
 * done here: the compiler's public tree tells what a lexeme is, and the lexemes stay as they are.
 */
public final class ScriptLayout {
    private ScriptLayout() {}

    /**
     * A part of the source that is a snippet or a line that is no Java.
     *
     * @param offset where it begins
     * @param code may have a semicolon at its end that the source has not
     */
    public record Section(int offset, String code, boolean java) {}

    /** A snippet that the compiler does not understand; {@link #offset} is the source's. */
    public static final class NotUnderstood extends Exception {
        private final int offset;

        NotUnderstood(int offset, String message) {
            super(message);
            this.offset = offset;
        }

        public int offset() {
            return offset;
        }
    }

    /**
     * The source as it should be, with a line feed at its end.
     *
     * @param source with line feeds only; blank where the line for the kernel is
     * @throws IllegalStateException where the result would not have the words of the source
     */
    public static String of(String source, List<Section> sections) throws NotUnderstood {
        Lexemes lexemes = new Lexemes(
                source,
                sections.stream()
                        .filter(one -> !one.java())
                        .map(Section::offset)
                        .collect(Collectors.toSet()));
        Writing writing = new Writing(lexemes, roles(lexemes, sections));
        Lexemes written = new Lexemes(writing.text(), writing.lines());
        if (!written.essence().equals(lexemes.essence())) {
            throw new IllegalStateException("the layout would change more than blanks; nothing is written");
        }
        return writing.text();
    }

    private static Roles roles(Lexemes lexemes, List<Section> sections) throws NotUnderstood {
        Map<Integer, String> left = new TreeMap<>();
        sections.stream().filter(Section::java).forEach(one -> left.put(one.offset(), one.code()));
        Roles roles = new Roles();
        sections.forEach(one -> roles.heads().add(one.offset()));
        Map<Integer, Refusal> refusals = new TreeMap<>();
        for (SnippetForm form : SnippetForm.values()) {
            Parsed parsed = SnippetParser.parse(form, left);
            for (Map.Entry<Integer, ParsedSnippet> one : parsed.understood().entrySet()) {
                int length = Objects.requireNonNull(left.get(one.getKey())).length();
                RoleReader reader = new RoleReader(one.getValue(), one.getKey(), length, lexemes, roles);
                CompilerStack.within(reader::read);
            }
            left.keySet().retainAll(parsed.refused().keySet());
            parsed.refused().forEach((offset, refusal) -> refusals.merge(offset, refusal, ScriptLayout::further));
        }
        for (int offset : left.keySet()) {
            Refusal why = Objects.requireNonNull(refusals.get(offset));
            throw new NotUnderstood(offset + why.offset(), why.message());
        }
        return roles;
    }

    /** The form that was followed furthest is the one that was meant. */
    private static Refusal further(Refusal one, Refusal other) {
        return one.offset() >= other.offset() ? one : other;
    }
}
