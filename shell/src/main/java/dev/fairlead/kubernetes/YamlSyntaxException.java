package dev.fairlead.kubernetes;

/** Text that is no YAML; line and column count from 1. */
public final class YamlSyntaxException extends Exception {
    private final int line;
    private final int column;

    YamlSyntaxException(int line, int column, String problem, Throwable cause) {
        super(problem, cause);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }
}
