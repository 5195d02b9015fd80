package dev.fairlead.script.ast;

/** What a snippet can be to the compiler, and what makes a class of it. */
public enum SnippetForm {
    STATEMENT("class $ {void $() throws Throwable {", "\n;}}"),
    MEMBER("class $ {", "\n}"),
    IMPORT("", ""),
    VALUE("class $ {Object $ = ", "\n;}");

    private final String before;
    private final String after;

    SnippetForm(String before, String after) {
        this.before = before;
        this.after = after;
    }

    String around(String code) {
        return before + code + after;
    }

    /** How far a snippet's code is behind the beginning of its class. */
    int shift() {
        return before.length();
    }
}
