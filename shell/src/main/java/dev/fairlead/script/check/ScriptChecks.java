package dev.fairlead.script.check;

import dev.fairlead.script.CheckResult;
import dev.fairlead.script.InvalidScript;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.ScriptStudy;
import dev.fairlead.script.ast.ScriptTree;
import dev.fairlead.script.source.ScriptProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks whole scripts without running any of them. */
public final class ScriptChecks {
    private final Supplier<ScriptService> scripts;
    private final CommandLines commands;
    private final Supplier<List<String>> protectedContexts;

    /** @param protectedContexts their names, with {@code *} for any text, unless a line says others */
    public ScriptChecks(
            Supplier<ScriptService> scripts, CommandLines commands, Supplier<List<String>> protectedContexts) {
        this.scripts = scripts;
        this.commands = commands;
        this.protectedContexts = protectedContexts;
    }

    /**
     * Checks scripts.
     *
     * @param contexts the protected ones; those that are settled where it is empty
     * @throws InvalidScript when one has a problem; it holds all of them
     */
    public CheckResult requireValid(List<Path> files, List<String> contexts) {
        List<Rule> rules = List.of(
                new LineRule(commands),
                new ParameterRule(),
                new ContextRule(contexts.isEmpty() ? protectedContexts.get() : contexts));
        List<String> names = new ArrayList<>();
        List<ScriptProblem> problems = new ArrayList<>();
        for (Path file : files) {
            ScriptStudy study = scripts.get().study(file);
            names.add(study.outline().file());
            Stream.concat(
                            study.problems().stream(),
                            remarks(rules, study.outline().tree()).filter(remark -> !follows(remark, study.problems())))
                    .sorted(Comparator.comparing(ScriptProblem::file)
                            .thenComparingInt(ScriptProblem::line)
                            .thenComparingInt(ScriptProblem::column))
                    .forEach(problems::add);
        }
        CheckResult all = new CheckResult(names, problems);
        if (!problems.isEmpty()) {
            throw new InvalidScript(all);
        }
        return all;
    }

    /** What the compiler did not understand is not said to be of no use. */
    private static boolean follows(ScriptProblem remark, List<ScriptProblem> problems) {
        return remark.message().startsWith("--")
                && problems.stream().anyMatch(one -> one.file().equals(remark.file()) && one.line() == remark.line());
    }

    private static Stream<ScriptProblem> remarks(List<Rule> rules, ScriptTree tree) {
        return rules.stream()
                .flatMap(rule -> rule.remarks(tree))
                .map(remark -> ScriptProblem.at(remark.place(), remark.message()));
    }
}
