package dev.fairlead.script;

import dev.fairlead.script.source.ScriptOption;
import java.util.List;

/**
 * What may stand on a line behind a script's name.
 *
 * @param options the script's own, in the order of its source
 * @param takesWords whether it reads words that are no options
 * @param takesRunOptions whether options of the run may stand among them; where it reads {@code args}, all is its own
 */
public record ScriptWords(List<ScriptOption> options, boolean takesWords, boolean takesRunOptions) {
    public ScriptWords {
        options = List.copyOf(options);
    }
}
