package dev.fairlead.script;

import org.jspecify.annotations.Nullable;

/** What the snippets of one session share. */
final class SnippetScope {
    private final ScriptApi api;
    private final ScriptArguments arguments;
    private volatile @Nullable Object last;

    SnippetScope(ScriptApi api, ScriptArguments arguments) {
        this.api = api;
        this.arguments = arguments;
    }

    ScriptApi api() {
        return api;
    }

    ScriptArguments arguments() {
        return arguments;
    }

    @Nullable
    Object last() {
        return last;
    }

    void remember(Object result) {
        last = result;
    }
}
