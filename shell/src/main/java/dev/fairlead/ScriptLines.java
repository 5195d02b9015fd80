package dev.fairlead;

import dev.fairlead.command.CommandTree;
import dev.fairlead.command.Invocation;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.render.OutputFormat;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Screen;
import dev.fairlead.script.api.ShellLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands as a script's lines; what they print goes to whoever listens to the script. */
final class ScriptLines implements ShellLines {
    private static final int WIDTH = 200;
    /** They act on the session that the script itself runs in, or would run a script within a script. */
    private static final Set<String> SESSIONS = Set.of("run", "script", "sandbox", "exit");

    private final Supplier<CommandTree> commands;
    private final Renderer renderer;

    ScriptLines(Supplier<CommandTree> commands, Renderer renderer) {
        this.commands = commands;
        this.renderer = renderer;
    }

    @Override
    public @Nullable Object run(List<String> words, ProgressListener progress) {
        List<String> line = words.size() == 1 ? LineParser.words(words.get(0)) : words;
        if (line.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "the line is empty");
        }
        if (SESSIONS.contains(line.get(0))) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "a script's line cannot be \"" + line.get(0)
                                    + "\": it is about the session that the script runs in")
                    .hint("fairlead " + line.stream().map(LineParser::quote).collect(Collectors.joining(" ")));
        }
        Invocation invocation = commands.get().parse(line);
        if (invocation instanceof Invocation.Run run) {
            Object result = run.result(progress.besideResult());
            if (result instanceof Invocation.Nothing) {
                return null;
            }
            printed(text(result, run.format()), progress);
            progress.on(new ProgressEvent.Shown(result));
            return result;
        }
        printed(((Invocation.Help) invocation).text().usual() + "\n", progress);
        return null;
    }

    @Override
    public Optional<String> shown(Object value) {
        return renderer.hasView(value) ? Optional.of(text(value, OutputFormat.table)) : Optional.empty();
    }

    private String text(Object result, OutputFormat format) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        renderer.print(result, format, new Screen(out, out, false, false, () -> WIDTH));
        out.flush();
        return text.toString();
    }

    private static void printed(String text, ProgressListener progress) {
        progress.on(new ProgressEvent.Printed(text, false));
    }
}
