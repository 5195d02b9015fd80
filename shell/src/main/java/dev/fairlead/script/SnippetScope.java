package dev.fairlead.script;

import org.jspecify.annotations.Nullable;

/** What the snippets of one session share. */
final class SnippetScope {
    private final ScriptApi api;
    private final ScriptArguments arguments;
    private final @Nullable GateApi gate;
    private volatile @Nullable Object last;

    SnippetScope(ScriptApi api, ScriptArguments arguments) {
        this(api, arguments, null);
    }

    /** @param gate what a gate's script is asked about; null for other scripts */
    SnippetScope(ScriptApi api, ScriptArguments arguments, @Nullable GateApi gate) {
        this.api = api;
        this.arguments = arguments;
        this.gate = gate;
    }

    @Nullable
    GateApi gate() {
        return gate;
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
