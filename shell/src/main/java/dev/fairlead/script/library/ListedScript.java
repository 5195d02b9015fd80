package dev.fairlead.script.library;

import dev.fairlead.script.source.ScriptOption;
import java.util.List;

/**
 * A saved script in a list.
 *
 * @param file as the user would type it
 * @param description its first sentence; why it cannot be read where it cannot
 * @param takesWords whether it reads words that are no options
 */
public record ListedScript(String file, String description, List<ScriptOption> options, boolean takesWords) {
    public ListedScript {
        options = List.copyOf(options);
    }
}
