package dev.fairlead.command.image;

import java.util.Optional;

/** Asks the user for a secret, unseen. */
@FunctionalInterface
public interface PasswordPrompt {
    /** @return empty where nobody can be asked, or nobody answered */
    Optional<String> ask(String question);
}
