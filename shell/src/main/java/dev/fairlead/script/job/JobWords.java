package dev.fairlead.script.job;

import dev.fairlead.script.ast.DeclaredParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words after a script as a container gets them: the value of a secret parameter becomes a variable that a Secret
 * holds, and nothing else is taken for one.
 *
 * @param words for the container's {@code args}
 * @param secrets the values by their variables
 */
record JobWords(List<String> words, Map<String, String> secrets) {

    static JobWords of(List<String> typed, List<DeclaredParameter> asked) {
        Set<String> secret = asked.stream()
                .filter(DeclaredParameter::isSecret)
                .map(DeclaredParameter::name)
                .collect(Collectors.toSet());
        List<String> words = new ArrayList<>();
        Map<String, String> secrets = new LinkedHashMap<>();
        for (int i = 0; i < typed.size(); i++) {
            String word = typed.get(i);
            String name = word.startsWith("--") ? word.substring(2).split("=", 2)[0] : "";
            if (!secret.contains(name)) {
                words.add(word.replace("$(", "$$("));
                continue;
            }
            boolean joined = word.contains("=");
            if (!joined && i + 1 >= typed.size()) {
                words.add(word);
                continue;
            }
            String variable = "SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            secrets.put(variable, joined ? word.substring(word.indexOf('=') + 1) : typed.get(++i));
            words.add("--" + name + "=$(" + variable + ")");
        }
        return new JobWords(words, secrets);
    }
}
