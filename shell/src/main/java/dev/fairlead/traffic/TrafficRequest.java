package dev.fairlead.traffic;

import java.util.List;
import java.util.Map;

/**
 * Whose requests are to be shared, and where.
 *
 * @param owner the workload whose release shares them, as it is typed; one at a time shares those of a Service
 * @param service the stable Service, in the namespace of the client
 * @param podLabels the labels of the stable workload's pod template
 * @param matches requests that all go to the candidate; need a route
 */
public record TrafficRequest(
        String owner, String service, Map<String, String> podLabels, RouteChoice route, List<RequestMatch> matches) {
    public TrafficRequest {
        podLabels = Map.copyOf(podLabels);
        matches = List.copyOf(matches);
    }
}
