package dev.fairlead.command.image;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a login asks for what its line does not say; empty where nobody can be asked, or nobody answered.
 *
 * @param shown asks for what may be seen
 * @param hidden asks for a secret, unseen
 */
public record LoginQuestions(Function<String, Optional<String>> shown, Function<String, Optional<String>> hidden) {
    Optional<String> user(String question) {
        return shown.apply(question);
    }

    Optional<String> password(String question) {
        return hidden.apply(question);
    }
}
