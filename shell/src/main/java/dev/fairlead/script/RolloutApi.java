package dev.fairlead.script;

/** {@code rollout} in snippets. */
public final class RolloutApi {
    RolloutApi() {}
}
