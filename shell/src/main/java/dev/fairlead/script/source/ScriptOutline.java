package dev.fairlead.script.source;

import dev.fairlead.script.ast.ScriptTree;
import java.util.List;

/**
 * What a script's source says of it.
 *
 * @param file as the user would type it
 * @param description the comment that it begins with, line by line
 * @param tree the calls and variables of the script and of the files that it opens
 */
public record ScriptOutline(String file, List<String> description, ScriptTree tree) {
    public ScriptOutline {
        description = List.copyOf(description);
    }
}
