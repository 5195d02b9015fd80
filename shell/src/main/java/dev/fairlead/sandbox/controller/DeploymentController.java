package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.util.List;

/** Rolls Deployments from one ReplicaSet to the next by the real controller's rules. */
final class DeploymentController implements Reconciler {
    static final String NAME = "kube-controller-manager";

    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.DEPLOYMENT, deployment -> {
            if (!ObjectJson.isLeaving(deployment)) {
                new Sync(client, deployment).run();
            }
        });
    }

    /** One look at one Deployment. */
    private static final class Sync {
        private final ControllerClient client;
        private final ObjectNode deployment;
        private final ReplicaSetsOf sets;
        private final RollingUpdate update;
        private final int wanted;

        Sync(ControllerClient client, ObjectNode deployment) {
            this.client = client;
            this.deployment = deployment;
            this.sets = new ReplicaSetsOf(client, deployment);
            this.update = RollingUpdate.of(deployment);
            this.wanted = ReplicaSetsOf.replicas(deployment);
        }

        void run() {
            boolean paused = deployment.at("/spec/paused").asBoolean();
            if (!paused) {
                sets.current().ifPresent(sets::renumber);
            }
            ReplicaSetsOf now = new ReplicaSetsOf(client, deployment);
            if (paused || isScaled(now)) {
                new Proportions(deployment, now, update).scale();
            } else if (deployment.at("/spec/strategy/type").asText().equals("Recreate")) {
                recreate(now);
            } else if (now.current().isEmpty()) {
                now.create();
            } else {
                roll(now);
            }
            new DeploymentStatus(client, deployment, now).write();
            if (!paused) {
                now.cleanUp();
            }
        }

        /** Whether the number of replicas was changed since the sets were sized. */
        private boolean isScaled(ReplicaSetsOf now) {
            return now.active().stream()
                    .map(set -> ObjectJson.annotation(set, PodTemplates.DESIRED))
                    .anyMatch(desired -> !desired.isEmpty() && !desired.equals(Integer.toString(wanted)));
        }

        private void recreate(ReplicaSetsOf now) {
            List<ObjectNode> running = now.old().stream()
                    .filter(set -> ReplicaSetsOf.replicas(set) > 0)
                    .toList();
            running.forEach(set -> now.scale(set, 0));
            boolean gone = now.old().stream()
                    .allMatch(set -> client.controlled(Kinds.POD, set).stream().allMatch(ObjectJson::isOver));
            if (!running.isEmpty() || !gone) {
                return;
            }
            ObjectNode current = now.current().orElseGet(now::create);
            if (ReplicaSetsOf.replicas(current) != wanted) {
                now.scale(current, wanted);
            }
        }

        private void roll(ReplicaSetsOf now) {
            ObjectNode current = now.current().orElseThrow();
            int size = ReplicaSetsOf.replicas(current);
            int grown = size > wanted ? wanted : update.grow(wanted, size, ReplicaSetsOf.sum(now.all()));
            if (grown != size) {
                now.scale(current, grown);
                return;
            }
            shrinkOld(now, current);
        }

        private void shrinkOld(ReplicaSetsOf now, ObjectNode current) {
            int least = wanted - update.unavailable();
            int missing = ReplicaSetsOf.replicas(current) - ReplicaSetsOf.available(current);
            int most = ReplicaSetsOf.sum(now.all()) - least - missing;
            if (most <= 0) {
                return;
            }
            int done = 0;
            for (ObjectNode set : now.old()) {
                int ill = ReplicaSetsOf.replicas(set) - ReplicaSetsOf.available(set);
                int down = Math.min(most - done, ill);
                if (down > 0) {
                    now.scale(set, ReplicaSetsOf.replicas(set) - down);
                    done += down;
                }
            }
            int available =
                    now.all().stream().mapToInt(ReplicaSetsOf::available).sum();
            int left = available - least;
            for (ObjectNode set : now.old()) {
                int down = Math.min(left, ReplicaSetsOf.replicas(set));
                if (down > 0) {
                    now.scale(set, ReplicaSetsOf.replicas(set) - down);
                    left -= down;
                }
            }
        }
    }
}
