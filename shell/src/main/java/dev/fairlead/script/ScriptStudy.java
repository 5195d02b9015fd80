package dev.fairlead.script;

import java.util.List;

/**
 * A script that was compiled and not run.
 *
 * @param problems why it does not compile; empty where it does
 */
public record ScriptStudy(ScriptOutline outline, List<Problem> problems) {
    public ScriptStudy {
        problems = List.copyOf(problems);
    }
}
