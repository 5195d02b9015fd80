package dev.fairlead.script.layout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far in lines begin: what is in braces by four more than the line or statement that they belong to, what goes on with
 * a line before by eight. Lexemes are told to it in their order.
 */
final class Indentation {
    private static final int BLOCK = 4;
    private static final int CONTINUED = 8;

    private final List<Lexeme> all;
    private final Roles roles;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Integer, Integer> lines = new HashMap<>();
    private int line;
    private int statement;

    Indentation(List<Lexeme> all, Roles roles) {
        this.all = all;
        this.roles = roles;
    }

    /**
     * A bracket that is not closed yet.
     *
     * @param base how far in its closing one stands
     * @param around how far in the statement began that it is in
     */
    private record Open(Lexeme bracket, int base, int around) {}

    /** How far in a line begins whose first lexeme this is. */
    int of(int index) {
        int code = index;
        while (code < all.size() && all.get(code).isComment()) {
            code++;
        }
        if (code == all.size()) {
            return open.isEmpty() ? 0 : inside(open.peek());
        }
        boolean last = code > index && all.get(code).closes();
        return last ? inside(Objects.requireNonNull(open.peek())) : ofCode(all.get(code));
    }

    /** Takes a lexeme, which is the first of a line or stands on the line of the one before. */
    void take(Lexeme lexeme, boolean first, int indentation) {
        line = first ? indentation : line;
        if (lexeme.isComment()) {
            return;
        }
        lines.put(lexeme.start(), line);
        if (lexeme.closes() && !open.isEmpty()) {
            statement = open.pop().around();
        }
        if (begins(lexeme)) {
            statement = line;
        }
        if (lexeme.opens()) {
            boolean own = lexeme.is("{") && !roles.inner().contains(lexeme.start()) && !first;
            open.push(new Open(lexeme, own ? statement : line, statement));
        }
    }

    private boolean begins(Lexeme lexeme) {
        int at = lexeme.start();
        return (roles.heads().contains(at) && isInBlock())
                || roles.under().containsKey(at)
                || roles.beside().containsKey(at);
    }

    private int ofCode(Lexeme lexeme) {
        int at = lexeme.start();
        Open around = open.peek();
        if (lexeme.closes() && around != null) {
            return around.base();
        }
        if (roles.under().containsKey(at)) {
            return lines.getOrDefault(roles.under().get(at), 0) + BLOCK;
        }
        if (roles.beside().containsKey(at)) {
            return lines.getOrDefault(roles.beside().get(at), 0);
        }
        if (roles.heads().contains(at) && isInBlock()) {
            return around == null ? 0 : inside(around);
        }
        if (lexeme.is("{") && !roles.inner().contains(at)) {
            return statement;
        }
        return around == null || isBlock(around) ? statement + CONTINUED : inside(around);
    }

    private int inside(Open around) {
        return around.base() + (around.bracket().is("{") ? BLOCK : CONTINUED);
    }

    private boolean isInBlock() {
        return open.isEmpty() || isBlock(open.peek());
    }

    private boolean isBlock(Open one) {
        return one.bracket().is("{") && !roles.arrays().contains(one.bracket().start());
    }
}
