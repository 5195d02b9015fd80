package dev.fairlead.gate;

import dev.fairlead.http.HttpReply;
import dev.fairlead.http.NoReply;
import dev.fairlead.text.BoundedRegex;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one of those who were asked answered.
 *
 * @param who a pod's name, a Service's, or a host
 * @param reply empty where none came
 * @param silence why none came
 */
record PeerAnswer(String who, Optional<HttpReply> reply, Optional<NoReply> silence) {
    /** What is wrong with it; empty where nothing is. */
    Optional<String> wrong(HttpGate gate) {
        if (reply.isEmpty()) {
            return silence.map(NoReply::why);
        }
        HttpReply answer = reply.get();
        if (!gate.status().contains(answer.code())) {
            return Optional.of(said(answer));
        }
        if (gate.body().filter(text -> !answer.body().contains(text)).isPresent()) {
            return Optional.of(said(answer) + ", without '" + gate.body().get() + "' in its body");
        }
        if (gate.bodyMatches()
                .filter(text -> !BoundedRegex.finds(Pattern.compile(text, Pattern.MULTILINE), answer.body()))
                .isPresent()) {
            return Optional.of(said(answer) + ", and its body does not match "
                    + gate.bodyMatches().get());
        }
        return Optional.empty();
    }

    /** The answer in a few words: {@code answered 500: out of memory}. */
    String said() {
        return reply.map(PeerAnswer::said)
                .orElseGet(() -> silence.map(NoReply::why).orElse(""));
    }

    private static String said(HttpReply reply) {
        String text = "answered " + reply.code();
        if (reply.isRedirect()) {
            return text + " to " + reply.location();
        }
        return text + reply.firstLine().map(line -> ": " + line).orElse("");
    }
}
