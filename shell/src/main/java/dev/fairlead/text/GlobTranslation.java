package dev.fairlead.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A glob as Docker reads it: it makes a regular expression of Go of it, of which all oddities are kept, and asks whether
 * plain comparison does. A star stops at slashes; two take any number of directories.
 */
public final class GlobTranslation {
    private static final IntPredicate IN_A_NAME = c -> c != '/';
    private static final IntPredicate IN_A_LINE = c -> c != '\n';

    private final String glob;
    private final boolean deep;
    private final LinearPattern.Builder out = LinearPattern.builder();
    private int at;
    private boolean regex;
    private boolean leadingStars;
    private boolean trailingStars;

    /** @throws IllegalArgumentException when it is malformed; the message says why */
    public GlobTranslation(String glob) {
        this(glob, true);
    }

    private GlobTranslation(String glob, boolean deep) {
        GlobSyntax.check(glob);
        this.glob = glob;
        this.deep = deep;
        while (at < glob.length()) {
            take(at == 0);
        }
    }

    /** A glob as {@code docker images} takes one, and Go's {@code path.Match}: two stars mean no more than one. */
    public static LinearPattern flat(String glob) {
        return new GlobTranslation(glob, false).pattern();
    }

    public LinearPattern pattern() {
        return out.build();
    }

    /** Whether plain comparison does not do. */
    public boolean regex() {
        return regex;
    }

    public boolean leadingStars() {
        return leadingStars;
    }

    public boolean trailingStars() {
        return trailingStars;
    }

    private int next() {
        int c = glob.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean isNext(char c) {
        return at < glob.length() && glob.charAt(at) == c;
    }

    private void take(boolean first) {
        int c = next();
        if (c == '*' && deep && isNext('*')) {
            at++;
            stars(first);
        } else if (c == '*') {
            out.many(IN_A_NAME);
            regex = true;
        } else if (c == '?') {
            out.one(IN_A_NAME);
            regex = true;
        } else if (c == '\\') {
            out.literal(next());
            regex = true;
        } else if (c == '[') {
            members();
            regex = true;
        } else if (c == '^') {
            out.begin();
        } else {
            out.literal(c);
            regex |= c == ']';
        }
    }

    /** Two stars take any number of directories; at the end everything, at the beginning the end is what counts. */
    private void stars(boolean first) {
        if (isNext('/')) {
            at++;
        }
        if (at < glob.length()) {
            out.directories();
            regex |= !first;
        } else {
            // A pattern is still right where both ends are stars.
            out.many(IN_A_LINE);
            trailingStars = !regex;
            regex |= leadingStars;
        }
        leadingStars |= first;
    }

    /**
     * The characters of a class. Stars and question marks become expressions there too, which hold a class: the first
     * bracket that closes one ends both.
     */
    private void members() {
        boolean negated = isNext('^');
        at += negated ? 1 : 0;
        List<int[]> ranges = new ArrayList<>();
        while (true) {
            int c = next();
            if (c == ']') {
                out.one(takes(ranges, negated));
                return;
            }
            if (c == '*' && deep && isNext('*')) {
                at += glob.startsWith("*/", at) ? 2 : 1;
                add(ranges, "(.*/)?");
            } else if (c == '*' || c == '?') {
                add(ranges, "[^/");
                if (c == '*') {
                    out.many(takes(ranges, negated));
                } else {
                    out.one(takes(ranges, negated));
                }
                return;
            } else {
                range(ranges, c == '\\' ? next() : c);
            }
        }
    }

    private void range(List<int[]> ranges, int low) {
        int high = low;
        if (isNext('-')) {
            at++;
            int end = next();
            high = end == '\\' ? next() : end;
        }
        if (high < low) {
            throw new IllegalArgumentException("'" + glob + "' is no pattern: a range goes backwards");
        }
        ranges.add(new int[] {low, high});
    }

    private static void add(List<int[]> ranges, String members) {
        members.chars().forEach(c -> ranges.add(new int[] {c, c}));
    }

    private static IntPredicate takes(List<int[]> ranges, boolean negated) {
        return c -> ranges.stream().anyMatch(range -> range[0] <= c && c <= range[1]) != negated;
    }
}
