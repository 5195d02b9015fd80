package dev.fairlead.script.layout;

import dev.fairlead.script.layout.Lexeme.Kind;
import java.util.List;
import java.util.Set;

/** How many blanks stand between two lexemes of a line. Where there is more than one good way, the author's stays. */
final class Spacing {
    /** Words that a bracket follows with a blank between; behind others it opens the arguments of a call. */
    private static final Set<String> BEFORE_BRACKET = Set.of(
            "if",
            "for",
            "while",
            "switch",
            "catch",
            "synchronized",
            "try",
            "return",
            "throw",
            "case",
            "assert",
            "else");

    /** What has an operand on both sides wherever it stands. */
    private static final Set<String> ALWAYS_INFIX = Set.of(
            "->", "=", "==", "!=", "<=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "&&",
            "||", "/", "%", "^", "|", "&");

    private static final Set<String> TIGHT_BEFORE = Set.of(")", "]", ",", ";", ".", "::");
    private static final Set<String> TIGHT_AFTER = Set.of("(", "[", ".", "::", "@");
    private static final Set<String> MODIFIERS = Set.of(
            "public", "protected", "private", "static", "final", "abstract", "default", "synchronized", "native");
    private static final int KEPT = -1;

    private final Lexemes lexemes;
    private final Roles roles;

    Spacing(Lexemes lexemes, Roles roles) {
        this.lexemes = lexemes;
        this.roles = roles;
    }

    /** The blanks before a lexeme that is not its line's first. */
    int before(int index) {
        List<Lexeme> all = lexemes.all();
        Lexeme left = all.get(index - 1);
        Lexeme right = all.get(index);
        int gap = lexemes.gapBefore(index);
        if (right.isLineComment()) {
            return Math.max(1, gap);
        }
        int wanted = left.isComment() || right.isComment() ? KEPT : between(left, right);
        return wanted == KEPT ? Math.min(1, gap) : wanted;
    }

    private int between(Lexeme left, Lexeme right) {
        if (isTight(left, right)) {
            return 0;
        }
        if (isInfix(left) || isInfix(right) || left.is(",") || left.is(";")) {
            return 1;
        }
        if (isBrace(left, "{") || isBrace(left, "}") || isBrace(right, "{") || isBrace(right, "}")) {
            return ofBraces(left, right);
        }
        if (left.isOperand() && right.isOperand()) {
            return 1;
        }
        return ofBrackets(left, right);
    }

    private boolean isTight(Lexeme left, Lexeme right) {
        return TIGHT_AFTER.contains(left.text())
                || roles.prefix().contains(left.start())
                || (opensTypes(left) && right.kind() != Kind.OPERATOR)
                || TIGHT_BEFORE.contains(right.text())
                || roles.postfix().contains(right.start())
                || (closesTypes(right) && left.kind() != Kind.OPERATOR)
                || (right.is(":") && !isInfix(right));
    }

    private int ofBraces(Lexeme left, Lexeme right) {
        if (left.is("{") && right.is("}")) {
            return 0;
        }
        boolean array = roles.arrays().contains(left.start())
                || isArraysEnd(left)
                || isArraysEnd(right)
                || (roles.arrays().contains(right.start()) && left.kind() == Kind.OPERATOR && !left.is("]"));
        return array ? KEPT : 1;
    }

    private int ofBrackets(Lexeme left, Lexeme right) {
        if (right.is("(")) {
            if (left.kind() == Kind.WORD) {
                return BEFORE_BRACKET.contains(left.text()) ? 1 : 0;
            }
            return roles.casts().contains(left.start()) ? 1 : closesTypes(left) ? 0 : KEPT;
        }
        if (right.is("[")) {
            return left.kind() == Kind.WORD || left.closes() || closesTypes(left) ? 0 : KEPT;
        }
        if (opensTypes(right) && left.kind() == Kind.WORD) {
            return MODIFIERS.contains(left.text()) ? 1 : 0;
        }
        if (roles.casts().contains(left.start())) {
            return 1;
        }
        return left.closes() && right.isOperand() ? 1 : KEPT;
    }

    private boolean isInfix(Lexeme one) {
        return one.kind() == Kind.OPERATOR
                && (ALWAYS_INFIX.contains(one.text()) || roles.infix().contains(one.start()));
    }

    private boolean opensTypes(Lexeme one) {
        return one.is("<") && !isInfix(one);
    }

    private boolean closesTypes(Lexeme one) {
        return (one.is(">") || one.is(">>") || one.is(">>>")) && !isInfix(one);
    }

    private boolean isArraysEnd(Lexeme one) {
        return one.is("}")
                && lexemes.opening(one.end()).filter(roles.arrays()::contains).isPresent();
    }

    private static boolean isBrace(Lexeme one, String brace) {
        return one.kind() == Kind.OPERATOR && one.is(brace);
    }
}
