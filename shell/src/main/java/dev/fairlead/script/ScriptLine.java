package dev.fairlead.script;

import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.run.RunOptions;
import dev.fairlead.script.run.RunWords;
import dev.fairlead.script.source.DeclaredOptions;
import dev.fairlead.script.source.ScriptOption;
import dev.fairlead.script.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line that runs a script, as the script's source understands it.
 *
 * @param words what the script sees
 * @param options of the run, from before and after the script's name
 * @param secrets what stands on the line for secret parameters
 */
record ScriptLine(List<String> words, RunOptions options, Secrets secrets) {

    /** @param texts the script's and those of the files that it opens */
    static ScriptLine of(RunRequest request, Collection<SourceText> texts) {
        List<DeclaredOptions> declared =
                texts.stream().map(text -> DeclaredOptions.of(text.text())).toList();
        List<ScriptOption> options =
                declared.stream().flatMap(one -> one.options().stream()).toList();
        Secrets secrets = new Secrets();
        if (declared.stream().anyMatch(DeclaredOptions::readsArguments)) {
            addSecrets(request.arguments(), options, secrets);
            return new ScriptLine(request.arguments(), request.options(), secrets);
        }
        Set<String> own = options.stream().map(ScriptOption::name).collect(Collectors.toSet());
        RunWords parted = RunWords.of(request.arguments(), own);
        addSecrets(parted.script(), options, secrets);
        return new ScriptLine(parted.script(), request.options().and(parted.options()), secrets);
    }

    /** They are known before the script asks for them: a refusal of another option must not show them either. */
    private static void addSecrets(List<String> words, List<ScriptOption> options, Secrets secrets) {
        List<String> names = new ArrayList<>();
        options.stream().filter(ScriptOption::secret).forEach(option -> names.add("--" + option.name()));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.split("=", 2)[0];
            if (names.contains(name) && word.contains("=")) {
                secrets.add(word.substring(name.length() + 1));
            } else if (names.contains(name) && i + 1 < words.size()) {
                secrets.add(words.get(i + 1));
            }
        }
    }
}
