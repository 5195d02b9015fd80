package dev.fairlead.script.api;

import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.io.ExternalAccess;

/**
 * What Java at the prompt and saved scripts see: the services that the commands call, with overloads for text.
 *
 * @param outside what lies beyond them
 * @param lines the commands themselves
 * @param progress hears of everything that the services do, and of what snippets print
 */
public record ScriptApi(
        BuildApi build,
        ImageApi image,
        ClusterApi cluster,
        RolloutApi rollout,
        ExternalAccess outside,
        ShellLines lines,
        ProgressListener progress) {}
