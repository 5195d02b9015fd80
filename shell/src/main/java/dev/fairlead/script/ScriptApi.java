package dev.fairlead.script;

import dev.fairlead.progress.ProgressListener;
import dev.fairlead.raw.Outside;

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
        Outside outside,
        Lines lines,
        ProgressListener progress) {}
