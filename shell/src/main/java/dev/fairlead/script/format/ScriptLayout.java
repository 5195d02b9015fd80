package dev.fairlead.script.format;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.ast.CompilerStack;
import dev.fairlead.script.ast.SnippetForm;
import dev.fairlead.script.ast.SnippetParser;
import dev.fairlead.script.ast.SnippetParser.Refusal;
import dev.fairlead.script.format.TokenRoles.Role;
import dev.fairlead.script.source.JavaText;
import dev.fairlead.script.source.JavaText.Kind;
import dev.fairlead.script.source.JavaText.Token;
import dev.fairlead.script.source.SourcePiece;
import dev.fairlead.script.source.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A script's source with its blanks as they should be: indentation, blanks between tokens, blank lines. Tokens, comments
 * and the author's line breaks stay. What is in braces begins four columns further in than the line or statement that
 * they belong to, what goes on with a line before eight.
 */
final class ScriptLayout {
    private static final int BLOCK = 4;
    private static final int CONTINUED = 8;
    private static final int MOST_LINE_ENDS = 2;

    /** Words that a bracket follows with a blank between; behind others it opens the arguments of a call. */
    private static final Set<String> BEFORE_BRACKET =
            words("if for while switch catch synchronized try return throw case assert else");

    /** Operators that have an operand on both sides wherever they stand. */
    private static final Set<String> ALWAYS_INFIX =
            words("-> = == != <= += -= *= /= %= &= |= ^= <<= >>= >>>= && || / % ^ | &");

    private static final Set<String> TIGHT_BEFORE = words(") ] , ; . ::");
    private static final Set<String> TIGHT_AFTER = words("( [ . :: @");
    private static final Set<String> MODIFIERS =
            words("public protected private static final abstract default synchronized native");

    /** A bracket that is open; its closing one is indented as its base, {@code around} is the statement that it is in. */
    private record Open(int token, int base, int around) {}

    private final SourceText source;
    private final List<Token> tokens = new ArrayList<>();
    private final TokenRoles roles;
    private final StringBuilder laidOut = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Integer, Integer> indents = new HashMap<>();
    private int line;
    private int statement;

    private ScriptLayout(SourceText source, List<SourcePiece> pieces) {
        this.source = source;
        int at = 0;
        for (SourcePiece command :
                pieces.stream().filter(SourcePiece::isCommand).toList()) {
            int end = command.offset() + command.code().length();
            scan(at, command.offset());
            tokens.add(new Token(Kind.LITERAL, command.offset(), end, true));
            at = end;
        }
        scan(at, source.text().length());
        this.roles = new TokenRoles(code());
        pieces.forEach(piece -> roles.mark(Role.HEAD, piece.offset()));
        readRoles(pieces);
    }

    /**
     * The source as it should be, with a line feed at its end.
     *
     * @param pieces all of its snippets and lines that are no Java
     * @throws OpsException of kind INVALID with the place of what the compiler does not understand
     */
    static String of(SourceText source, List<SourcePiece> pieces) {
        ScriptLayout layout = new ScriptLayout(source, pieces);
        for (int i = 0; i < layout.tokens.size(); i++) {
            layout.write(i);
        }
        return layout.laidOut.append('\n').toString();
    }

    private void scan(int from, int end) {
        for (Token one : JavaText.tokens(source.text().substring(from, end))) {
            if (one.kind() != Kind.BLANK) {
                tokens.add(new Token(one.kind(), one.start() + from, one.end() + from, one.closed()));
            }
        }
    }

    private Map<Integer, Integer> code() {
        Map<Integer, Integer> code = new HashMap<>();
        Deque<Integer> brackets = new ArrayDeque<>();
        for (Token one : tokens) {
            if (one.kind() != Kind.COMMENT) {
                boolean closes = closes(one) && !brackets.isEmpty();
                code.put(one.start(), closes ? brackets.pop() : one.start());
                if (opens(one)) {
                    brackets.push(one.start());
                }
            }
        }
        return code;
    }

    private void readRoles(List<SourcePiece> pieces) {
        Map<Integer, String> left = new TreeMap<>();
        pieces.stream().filter(piece -> !piece.isCommand()).forEach(piece -> left.put(piece.offset(), piece.code()));
        Map<Integer, Refusal> refusals = new TreeMap<>();
        for (SnippetForm form : SnippetForm.values()) {
            SnippetParser.Parsed parsed = SnippetParser.parse(form, left);
            parsed.understood().forEach((offset, snippet) -> {
                int length = Objects.requireNonNull(left.get(offset)).length();
                CompilerStack.within(() -> roles.read(snippet, offset, length));
            });
            left.keySet().retainAll(parsed.refused().keySet());
            // The form that was followed furthest is the one that was meant.
            parsed.refused()
                    .forEach((offset, refusal) -> refusals.merge(
                            offset, refusal, (one, other) -> one.offset() >= other.offset() ? one : other));
        }
        for (int offset : left.keySet()) {
            Refusal why = Objects.requireNonNull(refusals.get(offset));
            int line = source.line(offset + why.offset());
            int column = source.column(offset + why.offset());
            throw new OpsException(FailureKind.INVALID, source.place(line) + ":" + column + ": " + why.message())
                    .details(source.marked(line, column));
        }
    }

    private void write(int index) {
        Token token = tokens.get(index);
        String before =
                source.text().substring(index == 0 ? 0 : tokens.get(index - 1).end(), token.start());
        boolean first = index == 0 || before.contains("\n");
        int blanks = first ? indent(index) : blanks(tokens.get(index - 1), token, before.length());
        // at most one blank line; none at the beginning or end of a block
        boolean edge = index > 0 && (is(tokens.get(index - 1), "{") || is(token, "}"));
        int ends = Math.min(
                edge ? 1 : MOST_LINE_ENDS, before.replaceAll("[^\n]", "").length());
        laidOut.append("\n".repeat(ends)).append(" ".repeat(blanks));
        laidOut.append(token.kind() == Kind.COMMENT ? comment(text(token), blanks) : text(token));
        line = first ? blanks : line;
        if (token.kind() != Kind.COMMENT) {
            take(token, first);
        }
    }

    /** Without blanks at the ends of its lines; stars stand below each other. */
    private static String comment(String comment, int indent) {
        List<String> lines = comment.lines().map(String::stripTrailing).toList();
        boolean stars = lines.stream().skip(1).allMatch(one -> one.strip().startsWith("*"));
        return lines.get(0)
                + lines.stream()
                        .skip(1)
                        .map(one -> "\n" + (stars ? " ".repeat(indent + 1) + one.strip() : one))
                        .collect(Collectors.joining());
    }

    /** How far in a line begins whose first token this is; a comment as far as the code that it is about. */
    private int indent(int index) {
        int code = index;
        while (code < tokens.size() && tokens.get(code).kind() == Kind.COMMENT) {
            code++;
        }
        if (code == tokens.size() || (code > index && closes(tokens.get(code)))) {
            return open.isEmpty() ? 0 : inside(open.peek());
        }
        Token token = tokens.get(code);
        int start = token.start();
        if (closes(token) && !open.isEmpty()) {
            return open.peek().base();
        }
        if (roles.anchor(start).isPresent()) {
            TokenRoles.Anchor anchor = roles.anchor(start).get();
            return indents.getOrDefault(anchor.statement(), 0) + anchor.more();
        }
        if (roles.is(Role.HEAD, start) && isInBlock()) {
            return open.isEmpty() ? 0 : inside(open.peek());
        }
        if (is(token, "{") && !roles.is(Role.INNER_BRACE, start)) {
            return statement;
        }
        return isInBlock() ? statement + CONTINUED : inside(open.peek());
    }

    private void take(Token token, boolean first) {
        int start = token.start();
        indents.put(start, line);
        if (closes(token) && !open.isEmpty()) {
            statement = open.pop().around();
        }
        if ((roles.is(Role.HEAD, start) && isInBlock()) || roles.anchor(start).isPresent()) {
            statement = line;
        }
        if (opens(token)) {
            boolean body = is(token, "{") && !roles.is(Role.INNER_BRACE, start) && !first;
            open.push(new Open(start, body ? statement : line, statement));
        }
    }

    private int inside(Open one) {
        return one.base() + (source.text().charAt(one.token()) == '{' ? BLOCK : CONTINUED);
    }

    private boolean isInBlock() {
        return open.isEmpty()
                || (source.text().charAt(open.peek().token()) == '{'
                        && !roles.is(Role.ARRAY_BRACE, open.peek().token()));
    }

    /** The blanks between two tokens of a line; where there is more than one good way, the author's stays. */
    private int blanks(Token left, Token right, int gap) {
        int own = Math.min(1, gap);
        if (text(right).startsWith("//")) {
            return Math.max(1, gap);
        }
        if (left.kind() == Kind.COMMENT || right.kind() == Kind.COMMENT) {
            return own;
        }
        if (isTight(left, right)) {
            // no two tokens become one
            return JavaText.tokens(text(left) + text(right)).get(0).end() == left.end() - left.start() ? 0 : own;
        }
        if (isInfix(left) || isInfix(right) || is(left, ",") || is(left, ";")) {
            return 1;
        }
        if (is(left, "{", "}") || is(right, "{", "}")) {
            boolean array = roles.is(Role.ARRAY_BRACE, left.start())
                    || (roles.is(Role.ARRAY_BRACE, right.start()) && is(right, "}"));
            return is(left, "{") && is(right, "}") ? 0 : array ? own : 1;
        }
        boolean word = left.kind() == Kind.WORD;
        if (roles.is(Role.CAST, left.start()) || (isOperand(left) || closes(left)) && isOperand(right)) {
            return 1;
        }
        if (is(right, "(") && (word || closesTypes(left))) {
            return BEFORE_BRACKET.contains(text(left)) ? 1 : 0;
        }
        if (is(right, "[") && (word || closes(left) || closesTypes(left))) {
            return 0;
        }
        return opensTypes(right) && word ? (MODIFIERS.contains(text(left)) ? 1 : 0) : own;
    }

    private boolean isTight(Token left, Token right) {
        return TIGHT_AFTER.contains(text(left))
                || roles.is(Role.PREFIX, left.start())
                || (opensTypes(left) && isOperand(right))
                || TIGHT_BEFORE.contains(text(right))
                || roles.is(Role.POSTFIX, right.start())
                || (closesTypes(right) && isOperand(left))
                || (is(right, ":") && !isInfix(right));
    }

    private boolean isInfix(Token one) {
        return one.kind() == Kind.SYMBOL && (ALWAYS_INFIX.contains(text(one)) || roles.is(Role.INFIX, one.start()));
    }

    private boolean opensTypes(Token one) {
        return is(one, "<") && !isInfix(one);
    }

    private boolean closesTypes(Token one) {
        return is(one, ">", ">>", ">>>") && !isInfix(one);
    }

    private static boolean isOperand(Token one) {
        return one.kind() == Kind.WORD || one.kind() == Kind.LITERAL;
    }

    private boolean opens(Token one) {
        return is(one, "(", "[", "{");
    }

    private boolean closes(Token one) {
        return is(one, ")", "]", "}");
    }

    private boolean is(Token one, String... symbols) {
        return one.kind() == Kind.SYMBOL && Set.of(symbols).contains(text(one));
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    private String text(Token one) {
        return source.text().substring(one.start(), one.end());
    }
}
