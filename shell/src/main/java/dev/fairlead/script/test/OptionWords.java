package dev.fairlead.script.test;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words behind a script's name, parted into those of the script and options that are not its own.
 *
 * @param script what the script sees
 * @param options their values by their names without dashes
 */
public record OptionWords(List<String> script, Map<String, List<String>> options) {
    /**
     * @param names of the options that have a value; {@code -n} is short for {@code namespace}
     * @param own the options that the script has itself, without dashes
     * @param help where to read more
     * @throws OpsException of kind USAGE for an option without its value
     */
    public static OptionWords part(List<String> words, Set<String> names, Set<String> own, String help) {
        List<String> script = new ArrayList<>();
        Map<String, List<String>> options = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                script.addAll(words.subList(i, words.size()));
                break;
            }
            String[] parts = (word.equals("-n") ? "--namespace" : word).split("=", 2);
            String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (!names.contains(name) || own.contains(name) && !word.equals("-n")) {
                script.add(word);
                continue;
            }
            if (parts.length == 1 && i + 1 >= words.size()) {
                throw new OpsException(FailureKind.USAGE, word + " wants a value").hint(help);
            }
            String value = parts.length > 1 ? parts[1] : words.get(++i);
            options.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
        return new OptionWords(List.copyOf(script), options);
    }

    /** Those before the script's name and those behind it. */
    public List<String> all(String name, List<String> before) {
        List<String> all = new ArrayList<>(before);
        all.addAll(options.getOrDefault(name, List.of()));
        return all;
    }

    /** The last one wins. */
    public Optional<String> last(String name, Optional<String> before) {
        List<String> values = options.getOrDefault(name, List.of());
        return values.isEmpty() ? before : Optional.of(values.get(values.size() - 1));
    }
}
