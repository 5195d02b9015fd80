package dev.fairlead.script;

import dev.fairlead.script.source.ScriptProblem;
import java.util.List;

/**
 * What the compiler says of scripts.
 *
 * @param files as the user would type them
 * @param problems in the order of the files and their lines
 */
public record CheckResult(List<String> files, List<ScriptProblem> problems) {
    public CheckResult {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }
}
