package dev.fairlead.script.engine;

import java.util.List;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * What became of one snippet.
 *
 * @param problems why it did not compile; empty where it did
 * @param value what it evaluated to, where it has a value
 * @param shown the value as JShell shows it
 * @param failure what it threw
 */
public record SnippetResult(
        Snippet snippet,
        List<Diag> problems,
        @Nullable Object value,
        String shown,
        @Nullable Throwable failure) {

    public boolean hasValue() {
        return problems.isEmpty() && failure == null && snippet.subKind().hasValue();
    }
}
