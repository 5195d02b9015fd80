package dev.fairlead.release.plan;

/**
 * How many pods give a candidate its share. There are never fewer in all than served before, so the share that comes
 * of few pods is larger than what was asked.
 */
record PodShares(int candidate, int stable) {

    /**
     * @param percent the share that is asked for
     * @param replicas how many pods served before
     * @param fixed whether the stable count belongs to somebody else
     */
    static PodShares of(int percent, int replicas, boolean fixed) {
        if (fixed) {
            int needed = ceil(replicas * percent, 100 - percent);
            return new PodShares(Math.max(1, Math.min(replicas, needed)), replicas);
        }
        int candidate = Math.max(1, ceil(replicas * percent, 100));
        return new PodShares(candidate, Math.max(1, replicas - candidate));
    }

    /** Beside all the pods that served before, where the share does not come of their number. */
    static PodShares beside(int percent, int replicas) {
        return new PodShares(Math.max(1, ceil(replicas * percent, 100)), replicas);
    }

    int all() {
        return candidate + stable;
    }

    private static int ceil(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
