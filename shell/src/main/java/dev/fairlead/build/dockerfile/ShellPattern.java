package dev.fairlead.build.dockerfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        Matcher matcher = Pattern.compile(regex(longest), Pattern.DOTALL).matcher(value);
        return matcher.lookingAt() ? value.substring(matcher.end()) : value;
    }

    /** The value without what the pattern takes of its end. */
    String withoutSuffix(String value, boolean longest) {
        Pattern whole = Pattern.compile(regex(true), Pattern.DOTALL);
        for (int length = 0; length <= value.length(); length++) {
            int start = longest ? length : value.length() - length;
            if (whole.matcher(value.substring(start)).matches()) {
                return value.substring(0, start);
            }
        }
        return value;
    }

    String replaced(String value, String replacement, boolean all) {
        Matcher matcher = Pattern.compile(regex(true), Pattern.DOTALL).matcher(value);
        String literally = Matcher.quoteReplacement(replacement);
        return all ? matcher.replaceAll(literally) : matcher.replaceFirst(literally);
    }

    private String regex(boolean longest) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                regex.append(longest ? ".*" : ".*?");
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '\\') {
                regex.append(Pattern.quote(String.valueOf(escaped(i++))));
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private char escaped(int at) {
        char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (c != '*' && c != '?' && c != '\\' && c != '/') {
            throw instruction.problem("invalid pattern (" + text + ") in substitution: invalid escape '\\" + c + "'");
        }
        return c;
    }
}
