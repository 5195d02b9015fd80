package dev.fairlead.build;

/** A .dockerignore pattern as a regular expression, and whether it takes one at all. */
final class GlobTranslation {
    private static final String MEANINGLESS_IN_GLOBS = ".+()|{}$";

    private final String glob;
    private final StringBuilder out = new StringBuilder("^");
    private int at;
    private boolean inClass;
    private boolean regex;
    private boolean leadingStars;
    private boolean trailingStars;

    GlobTranslation(String glob) {
        this.glob = glob;
        while (at < glob.length()) {
            take(at == 0);
        }
        out.append('$');
    }

    String text() {
        return out.toString();
    }

    /** Whether plain comparison does not do. */
    boolean regex() {
        return regex;
    }

    boolean leadingStars() {
        return leadingStars;
    }

    boolean trailingStars() {
        return trailingStars;
    }

    private void take(boolean first) {
        char c = glob.charAt(at++);
        if (c == '*' && at < glob.length() && glob.charAt(at) == '*') {
            at++;
            stars(first);
        } else if (c == '*') {
            append("[^/]*");
        } else if (c == '?') {
            append("[^/]");
        } else if (c == '\\') {
            escaped();
        } else if (c == '[' || c == ']') {
            bracket(c);
        } else if (MEANINGLESS_IN_GLOBS.indexOf(c) >= 0 || (inClass && c == '&')) {
            out.append('\\').append(c);
        } else {
            out.append(c);
        }
    }

    /** Two stars take any number of directories; at the end everything, at the beginning the end is what counts. */
    private void stars(boolean first) {
        if (at < glob.length() && glob.charAt(at) == '/') {
            at++;
        }
        if (at < glob.length()) {
            out.append("(.*/)?");
            regex |= !first;
        } else if (regex) {
            out.append(".*");
        } else {
            trailingStars = true;
            // A regular expression is still right where both ends are stars.
            out.append(".*");
            regex = leadingStars;
        }
        leadingStars |= first;
    }

    private void append(String expression) {
        out.append(inClass ? expression.replace("[", "\\[") : expression);
        regex = true;
    }

    private void escaped() {
        if (at < glob.length()) {
            char c = glob.charAt(at++);
            out.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
            regex = true;
        } else {
            out.append("\\\\");
        }
    }

    private void bracket(char c) {
        out.append(inClass && c == '[' ? "\\[" : String.valueOf(c));
        inClass = c == '[' || (inClass && c != ']');
        regex = true;
        if (c == '[' && at < glob.length() && glob.charAt(at) == '^') {
            out.append('^');
            at++;
        }
    }
}
