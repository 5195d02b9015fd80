package dev.fairlead.terminal;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Asks the user who sits at the terminal, where one does. Ctrl-C at a question cancels the command that asks. */
public final class UserPrompts {
    private final StandardInput input;

    /** @param input where the answers are typed */
    public UserPrompts(StandardInput input) {
        this.input = input;
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
        if (input.prompt() == null && !input.isTerminal()) {
            return Optional.empty();
        }
        return Optional.of(answer(question + " [y/N] ", null)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("y") || text.equals("yes"))
                .isPresent());
    }

    /** A secret from standard input: at a terminal it is asked for and not shown. */
    public String secret() {
        return input.isTerminal() ? password("Password: ").orElse("") : input.text();
    }

    private Optional<String> answer(String question, @Nullable Character mask) {
        Terminal open = input.prompt();
        if (open != null) {
            return TypedText.answer(open, question, mask);
        }
        if (!input.isTerminal()) {
            return Optional.empty();
        }
        try (Terminal own = Terminals.system()) {
            return TypedText.answer(own, question, mask);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
