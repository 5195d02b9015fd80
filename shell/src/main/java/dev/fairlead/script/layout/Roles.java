package dev.fairlead.script.layout;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the lexemes at some offsets are, which only the compiler's tree tells. */
final class Roles {
    private final Set<Integer> heads = new HashSet<>();
    private final Map<Integer, Integer> under = new HashMap<>();
    private final Map<Integer, Integer> beside = new HashMap<>();
    private final Set<Integer> inner = new HashSet<>();
    private final Set<Integer> arrays = new HashSet<>();
    private final Set<Integer> infix = new HashSet<>();
    private final Set<Integer> prefix = new HashSet<>();
    private final Set<Integer> postfix = new HashSet<>();
    private final Set<Integer> casts = new HashSet<>();

    /** A statement or member begins, of the block or class around it. */
    Set<Integer> heads() {
        return heads;
    }

    /** What belongs below a statement without a block around it, e.g. {@code if (x) y();}, and where that begins. */
    Map<Integer, Integer> under() {
        return under;
    }

    /** What stands as far in as a statement that it goes on with, e.g. {@code else}, and where that begins. */
    Map<Integer, Integer> beside() {
        return beside;
    }

    /** Braces within an expression: of lambdas, arrays, nameless classes, switches that have a value. */
    Set<Integer> inner() {
        return inner;
    }

    /** Braces around the elements of arrays. */
    Set<Integer> arrays() {
        return arrays;
    }

    /** Operators with an operand on both sides. */
    Set<Integer> infix() {
        return infix;
    }

    Set<Integer> prefix() {
        return prefix;
    }

    Set<Integer> postfix() {
        return postfix;
    }

    /** Brackets that end a cast. */
    Set<Integer> casts() {
        return casts;
    }
}
