package dev.fairlead;

import dev.fairlead.command.CommandTree;
import dev.fairlead.command.Invocation;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Screen;
import dev.fairlead.script.Lines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands as a script's lines; what they print goes to whoever listens to the script. */
final class ScriptLines implements Lines {
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
            Object result = run.result(progress);
            if (result instanceof Invocation.Nothing) {
                return null;
            }
            print(result, run, progress);
            return result;
        }
        printed(((Invocation.Help) invocation).text() + "\n", progress);
        return null;
    }

    private void print(Object result, Invocation.Run run, ProgressListener progress) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        renderer.print(result, run.format(), new Screen(out, out, false, false, () -> WIDTH));
        out.flush();
        printed(text.toString(), progress);
    }

    private static void printed(String text, ProgressListener progress) {
        progress.on(new ProgressEvent.Printed(text, false));
    }
}
