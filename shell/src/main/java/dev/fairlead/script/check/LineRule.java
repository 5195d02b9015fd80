package dev.fairlead.script.check;

import dev.fairlead.failure.OpsException;
import dev.fairlead.script.ast.Argument;
import dev.fairlead.script.ast.Call;
import dev.fairlead.script.ast.ScriptTree;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each {@code run("…")} is a line that a command understands. */
final class LineRule implements Rule {
    private final CommandLines commands;

    LineRule(CommandLines commands) {
        this.commands = commands;
    }

    @Override
    public Stream<Remark> remarks(ScriptTree tree) {
        return lines(tree)
                .flatMap(call -> commands
                        .trouble(line(call))
                        .map(trouble -> new Remark(call.arguments().get(0).place(), said(trouble)))
                        .stream());
    }

    /** The calls that run a line. */
    static Stream<Call> lines(ScriptTree tree) {
        return tree.bare("run").filter(call -> !call.arguments().isEmpty());
    }

    /** Several arguments are a word each. */
    static String line(Call call) {
        return call.arguments().size() == 1
                ? call.arguments().get(0).text()
                : call.arguments().stream()
                        .map(Argument::text)
                        .map(word -> word.isEmpty() || word.matches(".*[\\s'\"\\\\#].*")
                                ? "'" + word.replace("'", "'\\''") + "'"
                                : word)
                        .collect(Collectors.joining(" "));
    }

    private static String said(OpsException trouble) {
        return trouble.message().replace(Argument.UNKNOWN, "…")
                + trouble.hints().stream()
                        .filter(hint -> !hint.startsWith("help"))
                        .findFirst()
                        .map(hint -> "; did you mean: " + hint.replace(Argument.UNKNOWN, "…"))
                        .orElse("");
    }
}
