package dev.fairlead.terminal;

import dev.fairlead.command.CommandTree;

/** What a line is, told by its first word. */
enum LineKind {
    NOTHING,
    /** A word about the session itself: {@code /java}, {@code /commands}, {@code /mixed}, {@code /help}, {@code /exit}. */
    SESSION,
    COMMAND,
    JAVA;

    static LineKind of(String line, InputMode mode, CommandTree commands) {
        String text = line.strip();
        if (text.isEmpty() || (mode != InputMode.JAVA && text.startsWith("#"))) {
            return NOTHING;
        }
        if (text.matches("/[a-z]+") || (text.equals("java") && mode != InputMode.JAVA)) {
            return SESSION;
        }
        if (mode == InputMode.JAVA) {
            return text.equals("exit") || text.equals("help") ? COMMAND : JAVA;
        }
        return mode == InputMode.COMMANDS || commands.knows(firstWord(text)) ? COMMAND : JAVA;
    }

    static String firstWord(String line) {
        return line.strip().split("\\s", 2)[0];
    }
}
