package dev.fairlead.script;

import dev.fairlead.progress.ProgressListener;

/**
 * What Java at the prompt and saved scripts see: the services that the commands call, with overloads for text.
 *
 * @param progress hears of everything that the services do, and of what snippets print
 */
public record ScriptApi(
        BuildApi build, ImageApi image, ClusterApi cluster, RolloutApi rollout, ProgressListener progress) {}
