package dev.fairlead.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a gate that is being typed may go on. */
public final class GateWords {
    private GateWords() {}

    /**
     * The gate with its next word: a kind, then names of options that are not there yet.
     *
     * @param typed as far as it is typed
     * @return whole gates as far as they are known, each beginning with what was typed
     */
    public static List<String> after(String typed) {
        int begun = typed.lastIndexOf(' ') + 1;
        if (begun == 0) {
            return GateKinds.ALL.stream()
                    .filter(kind -> kind.word().startsWith(typed))
                    .map(kind -> kind.syntax().isWordAlone() ? kind.word() : kind.word() + " ")
                    .toList();
        }
        List<String> words = Arrays.asList(typed.substring(0, begun).split(" +"));
        Optional<GateKind<?>> kind = GateKinds.find(words.get(0));
        boolean argument = words.stream().skip(1).anyMatch(word -> !word.contains("="));
        return kind.isEmpty() || argument ? List.of() : options(kind.get().syntax(), words, typed, begun);
    }

    private static List<String> options(GateSyntax syntax, List<String> words, String typed, int begun) {
        return syntax.options().stream()
                .filter(option -> syntax.repeatable().contains(option)
                        || words.stream().noneMatch(word -> word.startsWith(option + "=")))
                .map(option -> typed.substring(0, begun) + option + "=")
                .filter(gate -> gate.startsWith(typed))
                .toList();
    }
}
