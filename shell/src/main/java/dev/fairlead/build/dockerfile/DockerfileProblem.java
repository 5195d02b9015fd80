package dev.fairlead.build.dockerfile;

/** A Dockerfile, or one line of it, that cannot be read. */
public final class DockerfileProblem extends RuntimeException {
    private final int line;
    private final String why;

    public DockerfileProblem(int line, String why) {
        super("line " + line + ": " + why);
        this.line = line;
        this.why = why;
    }

    /** From one on. */
    public int line() {
        return line;
    }

    public String why() {
        return why;
    }
}
