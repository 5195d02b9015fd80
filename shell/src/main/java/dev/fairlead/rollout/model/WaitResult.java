package dev.fairlead.rollout.model;

import dev.fairlead.rollout.wanted.Wanted;

/**
 * An object that was waited for.
 *
 * @param object as it is typed, e.g. {@code deployment/web}
 * @param namespace empty where its kind has none
 * @param reached whether it is what was wanted
 * @param value what it is, in words
 */
public record WaitResult(String object, String namespace, Wanted wanted, boolean reached, String value) {}
