package dev.fairlead.script;

import dev.fairlead.script.source.ScriptOutline;
import dev.fairlead.script.source.ScriptProblem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A script that was compiled and not run.
 *
 * @param problems why it does not compile; empty where it does
 * @param sources the texts of the script and of the files that it opens, itself first
 */
public record ScriptStudy(ScriptOutline outline, List<ScriptProblem> problems, Map<Path, String> sources) {
    public ScriptStudy {
        problems = List.copyOf(problems);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }
}
