package dev.fairlead.script;

import dev.fairlead.script.source.JavaText;
import dev.fairlead.script.source.ScriptOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script says of itself, read from its source.
 *
 * @param file as the user would type it
 * @param description the comment that it begins with, line by line
 * @param options in the order of the source
 * @param takesWords whether it reads words that are no options
 */
public record ScriptHelp(String file, List<String> description, List<ScriptOption> options, boolean takesWords)
        implements ScriptAnswer {
    public ScriptHelp {
        description = List.copyOf(description);
        options = List.copyOf(options);
    }

    /** The comment before the first code, without its marks; it ends at the first line that is no comment. */
    static List<String> description(String source) {
        List<String> lines = new ArrayList<>();
        for (JavaText.Token token : JavaText.tokens(source)) {
            String text = source.substring(token.start(), token.end());
            boolean gap = token.kind() == JavaText.Kind.BLANK
                    && text.chars().filter(c -> c == '\n').count() > 1;
            if (gap && !lines.isEmpty()) {
                break;
            }
            if (token.kind() == JavaText.Kind.COMMENT) {
                text.lines().map(ScriptHelp::withoutMarks).forEach(lines::add);
            } else if (token.kind() != JavaText.Kind.BLANK) {
                break;
            }
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        while (!lines.isEmpty() && lines.get(0).isBlank()) {
            lines.remove(0);
        }
        return lines;
    }

    private static String withoutMarks(String line) {
        return line.replaceFirst("^\\s*(//+|/\\*+|\\*+(?!/))? ?", "")
                .replaceFirst("\\s*\\*/\\s*$", "")
                .stripTrailing();
    }
}
