package dev.fairlead.script.test;

import dev.fairlead.settings.EgressPolicy;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a room is to be like.
 *
 * @param context what its only context is called
 * @param namespace the session's first one; it is made
 * @param environment the variables that a script sees there beside those that say where it is
 * @param inherits whether it sees those of this process too, save those that lead to a cluster or an engine
 * @param enclosure what becomes of what would reach outside
 * @param images which images exist beside those that are pushed there
 */
public record IsolatedSandboxRequest(
        String context,
        String namespace,
        Map<String, String> environment,
        boolean inherits,
        EgressPolicy enclosure,
        Predicate<String> images) {
    public IsolatedSandboxRequest {
        environment = Map.copyOf(environment);
    }
}
