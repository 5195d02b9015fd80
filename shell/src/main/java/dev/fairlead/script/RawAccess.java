package dev.fairlead.script;

import dev.fairlead.raw.DockerApi;
import dev.fairlead.raw.HttpApi;

/**
 * What snippets reach beyond the commands, by names that look like {@code build} and {@code cluster}. They are imported,
 * not declared: a script that uses neither loads neither, and one that has a variable of the name sees its own.
 */
public final class RawAccess {
    /** The Docker Engine by its own client. */
    public static final DockerApi docker =
            new DockerApi(() -> SnippetHolder.api().outside().engine());

    /** Requests to any server. */
    public static final HttpApi http = new HttpApi(() -> SnippetHolder.scope().connections());

    private RawAccess() {}
}
