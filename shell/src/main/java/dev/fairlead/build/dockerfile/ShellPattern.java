package dev.fairlead.build.dockerfile;

import dev.fairlead.text.LinearPattern;

/** A pattern of {@code ${a#b}} and its kin: a star takes any letters, a question mark one; a bracket is a bracket. */
final class ShellPattern {
    private final Instruction instruction;
    private final String text;

    ShellPattern(Instruction instruction, String text) {
        this.instruction = instruction;
        this.text = text;
    }

    /** The value without what the pattern takes of its beginning. */
    String withoutPrefix(String value, boolean longest) {
        return value.substring(Math.max(0, pattern().end(value, 0, longest)));
    }

    /** The value without what the pattern takes of its end. */
    String withoutSuffix(String value, boolean longest) {
        String backwards = new StringBuilder(value).reverse().toString();
        int taken = pattern().reversed().end(backwards, 0, longest);
        return value.substring(0, value.length() - Math.max(0, taken));
    }

    String replaced(String value, String replacement, boolean all) {
        LinearPattern pattern = pattern();
        StringBuilder replaced = new StringBuilder();
        boolean more = true;
        int last = -1;
        for (int at = 0; at <= value.length(); ) {
            int end = more ? pattern.end(value, at, true) : -1;
            boolean found = end > at || end == at && at != last; // as in Go, nothing is not found right behind a match
            if (found) {
                replaced.append(replacement);
                more = all;
                last = end;
            }
            if (end <= at) {
                replaced.append(value, at, Math.min(at + 1, value.length()));
            }
            at = Math.max(end, at + 1);
        }
        return replaced.toString();
    }

    private LinearPattern pattern() {
        LinearPattern.Builder pattern = LinearPattern.builder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '*') {
                pattern.many(any -> true);
            } else if (c == '?') {
                pattern.one(any -> true);
            } else {
                pattern.literal(c == '\\' ? escaped(i++) : c);
            }
        }
        return pattern.build();
    }

    private char escaped(int at) {
        char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (c != '*' && c != '?' && c != '\\' && c != '/') {
            throw instruction.problem("invalid pattern (" + text + ") in substitution: invalid escape '\\" + c + "'");
        }
        return c;
    }
}
