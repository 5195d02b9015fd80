package dev.fairlead.script.source;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The script's own variables that have the names of fairlead's objects, which nobody can reach behind them. */
public final class HiddenObjects {
    private static final String NAMES = "(build|image|cluster|rollout|args)";
    private static final Pattern DECLARED = Pattern.compile("(?:var|[\\w.<>\\[\\], ?]+)\\s+" + NAMES + "\\s*[=;]");
    private static final Pattern USED = Pattern.compile("\\b" + NAMES + "\\s*\\.?$");

    private final Map<String, Integer> lines = new HashMap<>();

    public void declares(SourcePiece piece) {
        Matcher matcher = DECLARED.matcher(piece.code());
        if (matcher.lookingAt()) {
            lines.put(matcher.group(1), piece.line());
        }
    }

    /** A problem of a call on such a variable says which variable it is. */
    public ScriptProblem explained(ScriptProblem problem) {
        String before = problem.sourceLine()
                .substring(
                        0, Math.min(problem.column() - 1, problem.sourceLine().length()));
        Matcher used = USED.matcher(before);
        if (!used.find() || !lines.containsKey(used.group(1))) {
            return problem;
        }
        String name = used.group(1);
        return new ScriptProblem(
                problem.file(),
                problem.line(),
                problem.column(),
                problem.message() + "; " + name + " is the variable of line " + lines.get(name)
                        + " here and hides fairlead's " + name,
                problem.sourceLine());
    }
}
