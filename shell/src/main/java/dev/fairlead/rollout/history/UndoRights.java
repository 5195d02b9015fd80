package dev.fairlead.rollout.history;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rights.AccessReview;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import dev.fairlead.rollout.model.UndoRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an undo needs to be allowed, asked while it reads where it goes. */
public final class UndoRights {
    private final ClusterClient cluster;
    private final UndoRequest request;
    private final AccessReview review;

    public UndoRights(ClusterClient cluster, UndoRequest request) {
        this.cluster = cluster;
        this.request = request;
        this.review = new AccessReview(cluster);
    }

    /** @throws dev.fairlead.failure.OpsException of kind DENIED that names each right which is missing as far as known */
    public <T> T reading(Supplier<T> reads) {
        return review.reading(doing(), known(), reads);
    }

    /** Finds what of the configuration is to be brought back. */
    void plan(ConfigRestore config, RevisionHistory.Entry target) {
        List<Right> known = known();
        known.addAll(config.reads(target));
        review.reading(doing(), known, () -> {
            config.plan(target);
            return config;
        });
    }

    /**
     * Waits for the answers before the first write.
     *
     * @param config what is brought back with the workload's template
     * @param template whether that changes
     */
    void require(ConfigRestore config, boolean template) {
        List<Right> needed = new ArrayList<>(config.writes());
        if (template) {
            needed.addAll(workload());
        }
        review.require(doing(), needed);
    }

    private List<Right> known() {
        List<Right> known = new ArrayList<>(of(Operation.LOOK));
        known.addAll(workload());
        return known;
    }

    private List<Right> workload() {
        List<Right> rights = new ArrayList<>(of(Operation.CHANGE));
        if (request.rules().follow()) {
            rights.addAll(of(Operation.FOLLOW));
        }
        return rights;
    }

    private List<Right> of(Operation operation) {
        String resource = cluster.discovery().find(request.workload().kind()).qualified();
        return operation.on(resource, cluster.namespace(), request.workload().name());
    }

    private String doing() {
        return "undo " + request.workload();
    }
}
