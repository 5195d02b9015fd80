package dev.fairlead.terminal;

/** What lines are taken for. */
enum InputMode {
    MIXED("", "A line whose first word is a command runs it; any other line is Java."),
    JAVA("java", "Every line is Java. /mixed leads back, /commands to commands only, /exit leaves."),
    COMMANDS("commands", "Every line is a command. /mixed leads back, java to Java only, exit leaves.");

    private final String label;
    private final String explanation;

    InputMode(String label, String explanation) {
        this.label = label;
        this.explanation = explanation;
    }

    /** What the prompt shows, empty for the usual mode. */
    String label() {
        return label;
    }

    /** What it means and how to leave it. */
    String explanation() {
        return explanation;
    }
}
