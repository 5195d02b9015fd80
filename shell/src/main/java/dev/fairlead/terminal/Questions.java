package dev.fairlead.terminal;

import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Asks the user who sits at the terminal, where one does. Ctrl-C at a question cancels the command that asks. */
public final class Questions {
    private final boolean someoneThere;
    private volatile @Nullable Terminal terminal;

    /** @param someoneThere whether standard input is a terminal */
    public Questions(boolean someoneThere) {
        this.someoneThere = someoneThere;
    }

    /** Asks at a terminal that is open already. */
    void askAt(Terminal open) {
        this.terminal = open;
    }

    /** Asks for a secret, which is not shown; empty where nobody can be asked or nobody answered. */
    public Optional<String> password(String question) {
        return answer(question, '\0');
    }

    /** Asks for a line of text; empty where nobody can be asked or nobody answered. */
    public Optional<String> text(String question) {
        return answer(question, null);
    }

    /** Asks for a yes; silence is a no. Empty where there is nobody to ask. */
    public Optional<Boolean> confirm(String question) {
        if (terminal == null && !someoneThere) {
            return Optional.empty();
        }
        return Optional.of(answer(question + " [y/N] ", null)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("y") || text.equals("yes"))
                .isPresent());
    }

    private Optional<String> answer(String question, @Nullable Character mask) {
        Terminal open = terminal;
        if (open != null) {
            return answer(open, question, mask);
        }
        if (!someoneThere) {
            return Optional.empty();
        }
        try (Terminal own = Terminals.system()) {
            return answer(own, question, mask);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> answer(Terminal at, String question, @Nullable Character mask) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(at)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        try {
            String answer = mask == null ? reader.readLine(question) : reader.readLine(question, mask);
            return Optional.of(answer).filter(text -> !text.isEmpty());
        } catch (UserInterruptException e) {
            throw new Cancelled("cancelled at the question; nothing was done");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }
}
