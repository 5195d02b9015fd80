package dev.fairlead.multicluster;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.rollout.RolloutService;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases in several contexts: a wave at a time, and no further than the first wave that fails. */
public final class MultiClusterService {
    private final Clusters clusters;
    private final ReleaseService releases;
    private final RolloutService rollouts;

    public MultiClusterService(Clusters clusters, ReleaseService releases, RolloutService rollouts) {
        this.clusters = clusters;
        this.releases = releases;
        this.rollouts = rollouts;
    }

    /** Deploys in the contexts that are asked for, or in the one of the release where none are. */
    public ContextsDeployResult deploy(
            Optional<MultiClusterRequest> contexts, ReleaseRequest release, ProgressListener progress) {
        return contexts.isPresent()
                ? new ContextsDeployResult.Several(deploy(contexts.get(), release, progress))
                : new ContextsDeployResult.One(releases.deploy(release, progress));
    }

    /**
     * The outcome in every context, in the order of the waves. Nothing is changed anywhere unless every context answers
     * and lets us.
     *
     * @param release its scope does not matter
     * @throws MultiClusterFailed when it did not get through all of them
     * @throws OpsException of kind USAGE when it is not to be waited for: a wave begins when the one before it is current
     */
    public List<ContextOutcome> deploy(MultiClusterRequest request, ReleaseRequest release, ProgressListener progress) {
        if (release.planOut().isPresent()) {
            throw new OpsException(FailureKind.USAGE, "a plan is for one context; leave out --contexts or --plan-out");
        }
        if (!release.what().rules().follow() && !release.what().dryRun()) {
            throw new OpsException(
                    FailureKind.USAGE, "a wave begins when the one before it is current; leave out --no-wait");
        }
        Map<String, String> namespaces = new MultiClusterPreflight(clusters, request).check();
        ContextWork work = new ReleaseWork(releases, rollouts, release);
        return new MultiClusterRun(request, work, release.what().dryRun(), progress, namespaces).through();
    }
}
