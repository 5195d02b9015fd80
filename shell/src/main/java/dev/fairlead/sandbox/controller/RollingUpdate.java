package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many pods a rolling update may have too many and too few, by the Deployment controller's rounding: a share of surge
 * is rounded up, one of unavailability down, and where both come to nothing one may be missing.
 */
record RollingUpdate(int surge, int unavailable) {

    /** By a Deployment's strategy; none of either where it recreates. */
    static RollingUpdate of(JsonNode deployment) {
        int replicas = deployment.at("/spec/replicas").asInt();
        if (deployment.at("/spec/strategy/type").asText().equals("Recreate")) {
            return new RollingUpdate(0, 0);
        }
        JsonNode rolling = deployment.at("/spec/strategy/rollingUpdate");
        int surge = count(rolling.path("maxSurge"), replicas, true);
        int unavailable = count(rolling.path("maxUnavailable"), replicas, false);
        return new RollingUpdate(surge, surge == 0 && unavailable == 0 ? 1 : Math.min(unavailable, replicas));
    }

    /** A number as it is, or a share of so many. */
    static int count(JsonNode value, int of, boolean up) {
        String text = value.asText("0");
        if (!text.endsWith("%")) {
            return value.asInt();
        }
        double share = Integer.parseInt(text.substring(0, text.length() - 1)) * of / 100.0;
        return (int) (up ? Math.ceil(share) : Math.floor(share));
    }

    /** How many the new ReplicaSet is to have. */
    int grow(int wanted, int current, int all) {
        int most = wanted + surge;
        return all >= most ? current : current + Math.min(most - all, wanted - current);
    }
}
