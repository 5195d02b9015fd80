package dev.fairlead.script;

import dev.fairlead.script.run.RunSession;
import org.jspecify.annotations.Nullable;

/** What the snippets of one session share. */
final class SnippetScope {
    private final ScriptApi api;
    private final ScriptArguments arguments;
    private final RunSession session;
    private final @Nullable GateApi gate;
    private volatile @Nullable Object last;

    SnippetScope(ScriptApi api, ScriptArguments arguments) {
        this(api, arguments, null);
    }

    /** @param gate what a gate's script is asked about; null for other scripts */
    SnippetScope(ScriptApi api, ScriptArguments arguments, @Nullable GateApi gate) {
        this(api, arguments, RunSession.unkept(api.progress()), gate);
    }

    SnippetScope(ScriptApi api, ScriptArguments arguments, RunSession session, @Nullable GateApi gate) {
        this.api = api;
        this.arguments = arguments;
        this.session = session;
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

    /** The run that the snippets are of. */
    RunSession session() {
        return session;
    }

    @Nullable
    Object last() {
        return last;
    }

    void remember(Object result) {
        last = result;
    }
}
