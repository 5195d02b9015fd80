package dev.fairlead.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of one Service's share of a route, parted between what is stable and the candidate. What others get there
 * stays in proportion.
 *
 * @param stable in the order of the destinations
 * @param factor by which the weights of others are to be multiplied so that the parts are whole numbers
 */
record Split(List<Integer> stable, int canary, int factor) {
    static final int WHOLE = 100;

    /** What the Gateway API allows at most, and Istio takes. */
    private static final int LARGEST = 1_000_000;

    /**
     * Parts the share.
     *
     * @param stable weights of the Service's own destinations
     * @param canary what the candidate had already
     * @param fixed whether the sum of the route's weights must stay what it is
     * @throws IllegalArgumentException when the share is too small to be parted so
     */
    static Split of(List<Integer> stable, int canary, int percent, boolean fixed) {
        int pool = sum(stable) + canary;
        if (pool == 0) {
            return new Split(stable, 0, 1);
        }
        int factor = fixed || pool % WHOLE == 0 || (long) pool * WHOLE > LARGEST ? 1 : WHOLE;
        long exact = (long) pool * factor * percent;
        int part = (int) ((exact + WHOLE / 2) / WHOLE);
        if (percent > 0 && part == 0) {
            part = 1;
        }
        if (percent < WHOLE && part == pool * factor) {
            part--;
        }
        if (percent > 0 && part == 0) {
            throw new IllegalArgumentException("a weight of " + pool + " cannot be parted to " + percent + " %");
        }
        return new Split(inProportion(stable, pool * factor - part), part, factor);
    }

    static int sum(List<Integer> weights) {
        return weights.stream().mapToInt(Integer::intValue).sum();
    }

    /** Whole numbers with the given sum; what rounding leaves goes to those that lost most. */
    private static List<Integer> inProportion(List<Integer> weights, int total) {
        long sum = sum(weights);
        if (sum == 0) {
            return IntStream.range(0, weights.size())
                    .mapToObj(i -> i == 0 ? total : 0)
                    .toList();
        }
        List<Integer> parts = new ArrayList<>();
        weights.forEach(weight -> parts.add((int) ((long) weight * total / sum)));
        int left = total - sum(parts);
        List<Integer> byLoss = IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> -((long) weights.get(i) * total % sum)))
                .toList();
        byLoss.subList(0, left).forEach(i -> parts.set(i, parts.get(i) + 1));
        return List.copyOf(parts);
    }
}
