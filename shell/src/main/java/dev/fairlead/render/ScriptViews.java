package dev.fairlead.render;

import dev.fairlead.script.CheckResult;
import dev.fairlead.script.Problem;
import dev.fairlead.script.ScriptResult;
import java.util.List;
import java.util.stream.Stream;

/** How the ends of scripts look: what a script has to say it prints itself. */
final class ScriptViews {
    private ScriptViews() {}

    static void addTo(Views views) {
        views.add(View.of(ScriptResult.class).text(result -> List.of()).name(ScriptResult::file));
        views.add(View.of(CheckResult.class)
                .text(ScriptViews::problems)
                .name(result -> String.join("\n", result.files())));
    }

    private static List<String> problems(CheckResult result) {
        return result.problems().isEmpty()
                ? result.files().stream().map(file -> file + ": no problems").toList()
                : result.problems().stream().flatMap(ScriptViews::lines).toList();
    }

    private static Stream<String> lines(Problem problem) {
        String before = problem.sourceLine()
                .substring(0, Math.min(problem.sourceLine().length(), problem.column() - 1))
                .replace("\t", "    ");
        return Stream.of(
                problem.file() + ":" + problem.line() + ":" + problem.column() + ": " + problem.message(),
                "    " + problem.sourceLine().replace("\t", "    "),
                "    " + " ".repeat(before.length()) + "^");
    }
}
