package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Spreads a Deployment's new number of replicas over its ReplicaSets while it is between two, each by its share. */
final class Proportions {
    private final ObjectNode deployment;
    private final ReplicaSetsOf sets;
    private final RollingUpdate update;
    private final int wanted;

    Proportions(ObjectNode deployment, ReplicaSetsOf sets, RollingUpdate update) {
        this.deployment = deployment;
        this.sets = sets;
        this.update = update;
        this.wanted = ReplicaSetsOf.replicas(deployment);
    }

    void scale() {
        List<ObjectNode> active = sets.active();
        if (active.size() <= 1) {
            sole(active);
            return;
        }
        ObjectNode current = sets.current().orElse(null);
        if (current != null
                && ReplicaSetsOf.replicas(current) == wanted
                && ReplicaSetsOf.available(current) == wanted
                && ObjectJson.annotation(current, PodTemplates.DESIRED).equals(Integer.toString(wanted))) {
            sets.old().stream().filter(set -> ReplicaSetsOf.replicas(set) > 0).forEach(set -> sets.scale(set, 0));
            return;
        }
        if (!deployment.at("/spec/strategy/type").asText().equals("Recreate")) {
            spread(active);
        }
    }

    private void sole(List<ObjectNode> active) {
        if (!active.isEmpty()) {
            set(active.get(0), wanted);
        } else {
            sets.current().or(sets::latestOld).ifPresent(set -> set(set, wanted));
        }
    }

    private void spread(List<ObjectNode> active) {
        int allowed = wanted == 0 ? 0 : wanted + update.surge();
        int toAdd = allowed - ReplicaSetsOf.sum(active);
        List<ObjectNode> bySize = new ArrayList<>(active);
        Comparator<ObjectNode> age = Comparator.comparing(
                set -> set.at("/metadata/creationTimestamp").asText());
        bySize.sort(Comparator.<ObjectNode>comparingInt(ReplicaSetsOf::replicas)
                .reversed()
                .thenComparing(toAdd > 0 ? age.reversed() : age));
        int added = 0;
        List<Integer> sizes = new ArrayList<>();
        for (ObjectNode set : bySize) {
            int share = toAdd == 0 ? 0 : share(set, toAdd, added);
            added += share;
            sizes.add(ReplicaSetsOf.replicas(set) + share);
        }
        sizes.set(0, Math.max(0, sizes.get(0) + toAdd - added));
        for (int i = 0; i < bySize.size(); i++) {
            set(bySize.get(i), sizes.get(i));
        }
    }

    private int share(ObjectNode set, int toAdd, int added) {
        int size = ReplicaSetsOf.replicas(set);
        if (wanted == 0) {
            return -size;
        }
        String most = ObjectJson.annotation(set, PodTemplates.MOST);
        int before = most.isEmpty() ? deployment.at("/status/replicas").asInt(1) : Integer.parseInt(most);
        int fraction = (int) Math.round((double) size * (wanted + update.surge()) / Math.max(1, before)) - size;
        int left = toAdd - added;
        return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
    }

    private void set(ObjectNode set, int replicas) {
        boolean known = ObjectJson.annotation(set, PodTemplates.DESIRED).equals(Integer.toString(wanted));
        if (ReplicaSetsOf.replicas(set) != replicas || !known) {
            sets.scale(set, replicas);
        }
    }
}
