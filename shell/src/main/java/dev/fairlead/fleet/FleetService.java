package dev.fairlead.fleet;

import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import java.util.List;
import java.util.Map;

/** Rolls out over several contexts: a wave at a time, and no further than the first wave that fails. */
public final class FleetService {
    private final Clusters clusters;

    public FleetService(Clusters clusters) {
        this.clusters = clusters;
    }

    /**
     * The outcome in every context, in the order of the waves. Nothing is changed anywhere unless every context answers
     * and lets us.
     *
     * @throws FleetFailed when it did not get through all of them
     */
    public List<ContextOutcome> roll(FleetRequest request, ContextWork work, ProgressListener progress) {
        Map<String, String> namespaces = new Preflight(clusters, request).check();
        return new FleetRun(request, work, progress, namespaces).through();
    }
}
