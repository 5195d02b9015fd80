package dev.fairlead.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
            return Stream.of(GateKind.values())
                    .map(GateKind::toString)
                    .filter(kind -> kind.startsWith(typed))
                    .map(kind -> kind.equals(GateKind.APPROVAL.toString()) ? kind : kind + " ")
                    .toList();
        }
        List<String> words = Arrays.asList(typed.substring(0, begun).split(" +"));
        Optional<GateKind> kind = Stream.of(GateKind.values())
                .filter(known -> known.toString().equals(words.get(0)))
                .findFirst();
        boolean argument = words.stream().skip(1).anyMatch(word -> !word.contains("="));
        return kind.isEmpty() || argument ? List.of() : options(kind.get(), words, typed, begun);
    }

    private static List<String> options(GateKind kind, List<String> words, String typed, int begun) {
        return kind.optionNames().stream()
                .filter(option -> kind.repeatable().contains(option)
                        || words.stream().noneMatch(word -> word.startsWith(option + "=")))
                .map(option -> typed.substring(0, begun) + option + "=")
                .filter(gate -> gate.startsWith(typed))
                .toList();
    }
}
