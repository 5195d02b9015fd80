package dev.fairlead.cluster;

import java.util.Optional;

/**
 * Which context and namespace to use from now on.
 *
 * @param context empty for the one that is used now
 * @param namespace empty for the context's own
 * @param save whether later sessions and other tools use them too
 */
public record UseRequest(Optional<String> context, Optional<String> namespace, boolean save) {}
