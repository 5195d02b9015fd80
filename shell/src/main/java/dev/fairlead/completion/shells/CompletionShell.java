package dev.fairlead.completion.shells;

import dev.fairlead.command.CommandModel;
import java.util.function.Function;

/** The shells that have a completion script. The constants are spelled as they are typed. */
public enum CompletionShell {
    bash("fairlead.bash", BashScript::of),
    zsh("_fairlead", ZshScript::of),
    fish("fairlead.fish", FishScript::of);

    private final String fileName;
    private final Function<CommandModel, String> writer;

    CompletionShell(String fileName, Function<CommandModel, String> writer) {
        this.fileName = fileName;
        this.writer = writer;
    }

    /** The script's name where the shell looks for it. */
    public String fileName() {
        return fileName;
    }

    /** The whole script, without a newline at its end. */
    public String script(CommandModel root) {
        return writer.apply(root).stripTrailing();
    }
}
