package dev.fairlead.text;

/** What Go's {@code filepath.Match} takes for well-formed. */
final class GlobSyntax {
    private final String glob;
    private int at;

    private GlobSyntax(String glob) {
        this.glob = glob;
    }

    /** @throws IllegalArgumentException when it is not */
    static void check(String glob) {
        new GlobSyntax(glob).check();
    }

    private void check() {
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            if (c == '[') {
                characterClass();
            } else if (c == '\\') {
                if (at == glob.length()) {
                    throw bad("it ends after a backslash");
                }
                at++;
            }
        }
    }

    private void characterClass() {
        if (at < glob.length() && glob.charAt(at) == '^') {
            at++;
        }
        for (int ranges = 0; ; ranges++) {
            if (at < glob.length() && glob.charAt(at) == ']' && ranges > 0) {
                at++;
                return;
            }
            member();
            if (glob.charAt(at) == '-') {
                at++;
                member();
            }
        }
    }

    private void member() {
        if (at == glob.length() || glob.charAt(at) == '-' || glob.charAt(at) == ']') {
            throw bad("a character class [ is not closed or is empty");
        }
        if (glob.charAt(at) == '\\') {
            at++;
        }
        at++;
        if (at >= glob.length()) {
            throw bad("a character class [ is not closed");
        }
    }

    private IllegalArgumentException bad(String why) {
        return new IllegalArgumentException("'" + glob + "' is no pattern: " + why);
    }
}
