package dev.fairlead.multicluster;

import dev.fairlead.progress.AlternativeResult;
import dev.fairlead.release.DeployResult;
import java.util.List;

/** What a deploy gives, in one context or in several. */
public sealed interface ContextsDeployResult extends AlternativeResult {
    /** In the context of the line. */
    record One(DeployResult value) implements ContextsDeployResult {}

    /** In each of several, in the order of the waves. */
    record Several(List<ContextOutcome> value) implements ContextsDeployResult {}
}
