package dev.fairlead.rollout.deploy;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rights.AccessReview;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import dev.fairlead.rollout.model.DeployRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a deploy needs to be allowed, asked while what it changes is read. */
final class DeployRights {
    private static final String DEPLOYMENTS = "deployments.apps";

    private final ClusterClient cluster;
    private final DeployRequest request;
    private final AccessReview review;

    DeployRights(ClusterClient cluster, DeployRequest request) {
        this.cluster = cluster;
        this.request = request;
        this.review = new AccessReview(cluster);
    }

    /**
     * Reads what is to be written, and waits for the answers.
     *
     * @throws dev.fairlead.failure.OpsException of kind DENIED that names each right which is missing
     */
    List<CheckedWrite> admitted(Supplier<List<CheckedWrite>> reads) {
        if (request.dryRun()) {
            return reads.get();
        }
        String deployment = "deployment/" + request.name();
        String doing = "deploy " + deployment;
        List<Right> known = new ArrayList<>(following());
        known.addAll(of(Operation.CHANGE, deployment));
        List<CheckedWrite> drafts = review.reading(doing, known, reads);
        List<Right> needed = new ArrayList<>(following());
        drafts.forEach(draft -> needed.addAll(of(operation(draft), draft.object())));
        review.require(doing, needed);
        return drafts;
    }

    private static Operation operation(CheckedWrite draft) {
        if (draft.body().isEmpty()) {
            return Operation.READ;
        }
        return draft.before().isEmpty() ? Operation.CREATE : Operation.CHANGE;
    }

    private List<Right> following() {
        return request.rules().follow()
                ? Operation.FOLLOW.on(DEPLOYMENTS, cluster.namespace(), request.name())
                : List.of();
    }

    private List<Right> of(Operation operation, String object) {
        String name = object.substring(object.indexOf('/') + 1);
        return operation.on(object.startsWith("service/") ? "services" : DEPLOYMENTS, cluster.namespace(), name);
    }
}
