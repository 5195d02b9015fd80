package dev.fairlead.render;

import dev.fairlead.rights.Grant;
import dev.fairlead.script.CheckResult;
import dev.fairlead.script.ScriptHelp;
import dev.fairlead.script.ScriptResult;
import dev.fairlead.script.export.ExportedPipeline;
import dev.fairlead.script.format.FormatResult;
import dev.fairlead.script.format.FormattedScript;
import dev.fairlead.script.format.FormattedText;
import dev.fairlead.script.io.ProgramResult;
import dev.fairlead.script.job.JobResult;
import dev.fairlead.script.job.JobRoleRules;
import dev.fairlead.script.library.ListedScript;
import dev.fairlead.script.library.NewScript;
import dev.fairlead.script.run.RunSummary;
import dev.fairlead.script.source.ScriptOption;
import dev.fairlead.script.source.ScriptProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the ends of scripts look: what a script has to say it prints itself. */
final class ScriptViews {
    private ScriptViews() {}

    static void addTo(Views views) {
        views.add(View.of(ScriptResult.class).text(result -> List.of()).name(ScriptResult::file));
        views.add(View.of(ProgramResult.class).text(ScriptViews::output).name(ProgramResult::line));
        views.add(View.of(ScriptHelp.class).text(ScriptViews::help).name(ScriptHelp::file));
        views.add(View.of(RunSummary.class)
                .column("RUN", RunSummary::run)
                .column("SCRIPT", RunSummary::script)
                .column("AGE", run -> Shown.age(run.began(), Instant.now()))
                .column("TOOK", run -> Shown.duration(run.took()))
                .column("STEPS", run -> String.valueOf(run.finished()))
                .column("OUTCOME", RunSummary::outcome)
                .wide("WORDS", run -> String.join(" ", run.words()))
                .name(RunSummary::run));
        views.add(View.of(CheckResult.class)
                .text(ScriptViews::problems)
                .name(result -> String.join("\n", result.files())));
        views.add(View.of(FormatResult.class)
                .text(ScriptViews::formatted)
                .names(result -> result.scripts().stream()
                        .filter(FormattedScript::changed)
                        .map(FormattedScript::file)
                        .toList()));
        views.add(View.of(FormattedText.class)
                .text(result -> result.text().lines().toList())
                .verbatim(result -> true)
                .name(FormattedText::file));
        views.add(View.of(ListedScript.class)
                .column("FILE", ListedScript::file)
                .column("DOES", ListedScript::description)
                .column("OPTIONS", script -> usage(script.options(), script.takesWords()))
                .name(ListedScript::file));
        views.add(View.of(NewScript.class)
                .text(made -> List.of(
                        made.file() + " is written from " + made.template(),
                        "next: edit it, then   script check " + made.file()))
                .name(NewScript::file));
        views.add(View.of(JobResult.class)
                .text(result -> List.of("job/" + result.job() + " in " + result.namespace() + " ran " + result.script()
                        + " in " + result.took().toSeconds() + " s"
                        + (result.kept() ? "; cluster delete job/" + result.job() + " removes it" : "")))
                .name(result -> "job/" + result.job()));
        views.add(View.of(JobRoleRules.class)
                .text(ScriptViews::rights)
                .names(rights ->
                        rights.inNamespaces().stream().map(Grant::toString).toList()));
        views.add(View.of(ExportedPipeline.class)
                .text(made -> made.file()
                        .map(file -> List.of(file + " is written; " + made.ci() + " looks for it at "
                                + made.ci().usualFile()))
                        .orElseGet(() -> made.text().lines().toList()))
                .verbatim(made -> made.file().isEmpty())
                .name(made -> made.file().orElse(made.ci().usualFile())));
    }

    /** What a program has printed; the result knows no order between the two streams. */
    private static List<String> output(ProgramResult ran) {
        List<String> lines = new ArrayList<>(ran.lines());
        ran.err().lines().forEach(lines::add);
        if (!ran.succeeded()) {
            lines.add(ran.toString());
        }
        return lines;
    }

    private static List<String> help(ScriptHelp help) {
        List<String> lines = new ArrayList<>();
        lines.add(("run " + help.file() + " " + usage(help.options(), help.takesWords())).stripTrailing());
        if (!help.description().isEmpty()) {
            lines.add("");
            lines.addAll(help.description());
        }
        if (!help.options().isEmpty()) {
            int width = help.options().stream()
                    .mapToInt(option -> typed(option).length())
                    .max()
                    .orElse(0);
            lines.add("");
            help.options()
                    .forEach(option ->
                            lines.add(("  " + padded(typed(option), width) + "  " + said(option)).stripTrailing()));
        }
        return lines;
    }

    private static String usage(List<ScriptOption> options, boolean takesWords) {
        Stream<String> typed =
                options.stream().map(option -> option.required() ? typed(option) : "[" + typed(option) + "]");
        return Stream.concat(typed, takesWords ? Stream.of("[WORD…]") : Stream.empty())
                .collect(Collectors.joining(" "));
    }

    private static String typed(ScriptOption option) {
        return "--" + option.name() + (option.flag() ? "" : " " + option.name().toUpperCase(Locale.ROOT));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String said(ScriptOption option) {
        return Stream.of(
                        option.description(),
                        option.required() ? "required" : "",
                        option.otherwise().isEmpty() ? "" : "otherwise " + option.otherwise(),
                        option.choices().isEmpty() ? "" : "one of " + String.join(", ", option.choices()),
                        option.secret() ? "secret; from $" + variable(option) + " or asked for, too" : "",
                        option.pattern().isEmpty() ? "" : "matches " + option.pattern())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String variable(ScriptOption option) {
        return option.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static List<String> rights(JobRoleRules rights) {
        List<String> lines = new ArrayList<>();
        String where = rights.namespaces().isEmpty()
                ? "in the Job's namespace:"
                : "in the Job's namespace and in " + String.join(", ", rights.namespaces()) + ":";
        lines.add(rights.inNamespaces().isEmpty() ? "in the Job's namespace: nothing" : where);
        rights.inNamespaces().forEach(grant -> lines.add("  " + grant));
        if (!rights.inCluster().isEmpty()) {
            lines.add("in all of the cluster:");
            rights.inCluster().forEach(grant -> lines.add("  " + grant));
        }
        if (!rights.inSystem().isEmpty()) {
            lines.add("in kube-system:");
            rights.inSystem().forEach(grant -> lines.add("  " + grant));
        }
        rights.unknown().forEach(unknown -> lines.add("unknown: " + unknown));
        return lines;
    }

    private static List<String> problems(CheckResult result) {
        return result.problems().isEmpty()
                ? result.files().stream().map(file -> file + ": no problems").toList()
                : result.problems().stream().flatMap(ScriptViews::lines).toList();
    }

    private static List<String> formatted(FormatResult result) {
        List<String> lines = new ArrayList<>();
        for (FormattedScript script : result.scripts()) {
            String said = result.written() ? "formatted" : "not formatted";
            String line = !result.written() && script.changed()
                    ? script.difference().map(one -> ":" + one.line()).orElse("")
                    : "";
            lines.add(script.file() + line + ": " + (script.changed() ? said : "nothing to change"));
            if (!result.written()) {
                script.difference().ifPresent(one -> {
                    one.present().forEach(text -> lines.add("  - " + visible(text)));
                    one.wanted().forEach(text -> lines.add("  + " + visible(text)));
                });
            }
        }
        return lines;
    }

    /** A line whose tabs and last blanks can be seen. */
    private static String visible(String line) {
        String code = line.stripTrailing();
        return (code + line.substring(code.length()).replace(' ', '·').replace('\r', '␍')).replace('\t', '⇥');
    }

    private static Stream<String> lines(ScriptProblem problem) {
        String before = problem.sourceLine()
                .substring(0, Math.min(problem.sourceLine().length(), problem.column() - 1))
                .replace("\t", "    ");
        return Stream.of(
                problem.file() + ":" + problem.line() + ":" + problem.column() + ": " + problem.message(),
                "    " + problem.sourceLine().replace("\t", "    "),
                "    " + " ".repeat(before.length()) + "^");
    }
}
