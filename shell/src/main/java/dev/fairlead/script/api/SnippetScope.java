package dev.fairlead.script.api;

import dev.fairlead.docker.DockerEngine;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.Misused;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.io.HttpConnections;
import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.run.RunSession;
import dev.fairlead.script.source.ScriptArguments;
import org.jspecify.annotations.Nullable;

/** What the snippets of one session share. */
public final class SnippetScope {
    private final ScriptApi api;
    private final ScriptArguments arguments;
    private final RunSession session;
    private final @Nullable GateApi gate;
    private volatile @Nullable Object last;
    private @Nullable HttpConnections connections;

    public SnippetScope(ScriptApi api, ScriptArguments arguments) {
        this(api, arguments, null);
    }

    /** @param gate what a gate's script is asked about; null for other scripts */
    public SnippetScope(ScriptApi api, ScriptArguments arguments, @Nullable GateApi gate) {
        this(api, arguments, RunSession.unkept(api.progress()), gate);
    }

    public SnippetScope(ScriptApi api, ScriptArguments arguments, RunSession session, @Nullable GateApi gate) {
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
    public RunSession session() {
        return session;
    }

    /** What is masked in all that the session shows. */
    Secrets secrets() {
        return session.secrets();
    }

    /** @throws Misused in a dry run: its client would change what it is told to */
    DockerEngine engine() {
        if (session.isDryRun()) {
            throw new Misused(new OpsException(
                    FailureKind.USAGE, "a dry run does not hand out docker.client(): ask if (!dryRun()) around it"));
        }
        return api.outside().engine();
    }

    /** Made by their first use. */
    synchronized HttpConnections connections() {
        HttpConnections known = connections;
        if (known == null) {
            known = new HttpConnections(secrets(), api.progress(), session.isDryRun(), api.outside());
            connections = known;
        }
        return known;
    }

    @Nullable
    public Object last() {
        return last;
    }

    public void remember(Object result) {
        last = result;
    }
}
