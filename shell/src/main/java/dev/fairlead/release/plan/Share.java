package dev.fairlead.release.plan;

import java.util.List;

/**
 * The share of the traffic that a candidate really has.
 *
 * @param pods the candidate's that are ready
 * @param ofPods how many are ready in all
 * @param asked the share that the step asks for, in percent
 * @param routes what each route does at this moment, in words; empty where the count of pods shares
 */
public record Share(int pods, int ofPods, int asked, List<String> routes) {
    public Share {
        routes = List.copyOf(routes);
    }

    static String words(int pods, int ofPods) {
        return pods + " of " + ofPods + " pods (" + (ofPods == 0 ? 0 : Math.round(100.0 * pods / ofPods)) + "%)";
    }

    @Override
    public String toString() {
        String asks = ", asked for " + asked + "%";
        return routes.isEmpty()
                ? words(pods, ofPods) + asks
                : String.join("; ", routes) + asks + "; " + pods + " of " + ofPods + " pods";
    }
}
