package dev.fairlead.script.api;

import dev.fairlead.script.io.DockerApi;
import dev.fairlead.script.io.HttpApi;

/**
 * What snippets reach beyond the commands, by names that look like {@code build} and {@code cluster}. They are imported
 * with {@link ScriptFunctions}, not declared: a script that uses neither loads neither, for an interface is initialized
 * by its fields alone, and a script that has a variable of the name sees its own.
 */
public interface RawAccess {
    /** The Docker Engine by its own client. */
    DockerApi docker = new DockerApi(() -> SnippetHolder.scope().engine());

    /** Requests to any server. */
    HttpApi http = new HttpApi(() -> SnippetHolder.scope().connections());
}
