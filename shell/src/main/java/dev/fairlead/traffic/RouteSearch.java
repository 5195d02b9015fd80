package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds what carries a Service's requests and decides where they are to be shared out. */
final class RouteSearch {
    private static final int LONGEST_NAME = 63;

    private final ClusterClient cluster;
    private final TrafficRequest request;
    private final ServedObjects served;
    private final ServiceName stable;
    private final ServiceName canary;

    RouteSearch(ClusterClient cluster, TrafficRequest request) {
        this.cluster = cluster;
        this.request = request;
        this.served = new ServedObjects(cluster);
        this.stable = new ServiceName(request.service(), cluster.namespace());
        this.canary = new ServiceName(request.service() + "-" + Routes.CANARY, cluster.namespace());
    }

    Routes find() {
        if (request.route() == RouteChoice.REPLICAS) {
            return replicas(List.of());
        }
        JsonNode service = cluster.get(path(stable));
        refuseAnothers();
        List<RouteCarrier> searched = search(service);
        List<RouteCarrier> carrying =
                searched.stream().filter(RouteCarrier::carries).toList();
        List<String> notes = new ArrayList<>();
        searched.forEach(carrier -> notes.addAll(carrier.notes));
        if (carrying.size() > 1) {
            throw several(carrying);
        }
        if (carrying.isEmpty()) {
            if (request.route() == RouteChoice.AUTO) {
                return replicas(notes);
            }
            throw none(notes);
        }
        return routes(carrying.get(0), service, notes);
    }

    private List<RouteCarrier> search(JsonNode service) {
        List<RouteCarrier> searched = new ArrayList<>();
        if (asked(RouteChoice.ISTIO)) {
            searched.add(new IstioSearch(stable, canary).find(served, service));
        }
        if (asked(RouteChoice.GATEWAY)) {
            searched.add(new GatewaySearch(stable, canary).find(served, service));
        }
        if (asked(RouteChoice.NGINX)) {
            searched.add(new IngressSearch(stable, canary).find(served, service));
        }
        return searched;
    }

    private boolean asked(RouteChoice kind) {
        return request.route() == kind || request.route() == RouteChoice.AUTO;
    }

    private Routes replicas(List<String> notes) {
        if (!request.matches().isEmpty()) {
            OpsException refusal = new OpsException(
                    FailureKind.USAGE,
                    "requests cannot be matched: service/" + stable.name() + " in " + cluster.place()
                            + " is carried by no route that could, and pods are not told apart by their number");
            throw refusal.details(notes);
        }
        return new Routes(
                RouteChoice.REPLICAS,
                stable.namespace(),
                stable.name(),
                "",
                Map.of(Routes.TRACK, Routes.CANARY),
                List.of(),
                List.of(),
                List.of(),
                notes,
                List.of());
    }

    private Routes routes(RouteCarrier carrier, JsonNode service, List<String> notes) {
        if (canary.name().length() > LONGEST_NAME) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "service/" + stable.name() + " cannot get a canary: the name " + canary.name() + " is longer than "
                            + LONGEST_NAME);
        }
        if (service.at("/spec/selector").isEmpty()) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "service/" + stable.name() + " selects no pods by labels, so a candidate cannot be put beside it");
        }
        Optional<JsonNode> prepared = prepared();
        prepared.ifPresent(theirs -> carrier.needed.putAll(JsonPieces.strings(theirs.at("/spec/selector"))));
        PodReach reach = new PodReach(served.inNamespace("NetworkPolicy", List.of("networking.k8s.io/v1")));
        CandidateLabels candidate = new CandidateLabels(
                request.podLabels(),
                carrier.needed,
                labels -> reach.warnings(request.podLabels(), labels).size());
        Map<String, String> labels = candidate.avoiding(carrier.avoided);
        List<String> warnings = new ArrayList<>(carrier.warnings);
        warnings.addAll(reach.warnings(request.podLabels(), candidate.over(labels)));
        List<JsonNode> additions = new ArrayList<>();
        if (prepared.isEmpty()) {
            additions.add(service(service, labels));
        }
        additions.addAll(carrier.additions);
        additions.forEach(made -> AddedObject.own(made, request.owner()));
        Routes routes = new Routes(
                carrier.kind,
                stable.namespace(),
                stable.name(),
                canary.name(),
                labels,
                request.matches(),
                carrier.objects,
                additions,
                notes,
                warnings);
        new SharesCheck(cluster, routes).check();
        return routes;
    }

    /** Selects as the stable Service does, with the candidate's labels in place of the stable ones. */
    private JsonNode service(JsonNode service, Map<String, String> labels) {
        Map<String, String> selector = new TreeMap<>(JsonPieces.strings(service.at("/spec/selector")));
        selector.put(Routes.TRACK, Routes.CANARY);
        selector.replaceAll((key, value) -> labels.getOrDefault(key, value));
        var made = AddedObject.service(service, canary.name());
        made.withObject("/spec").set("selector", JsonPieces.of(selector));
        return made;
    }

    /** The shares of two releases would be one. */
    private void refuseAnothers() {
        there().filter(theirs -> AddedObject.isAnothers(request.owner(), theirs))
                .ifPresent(theirs -> {
                    throw AddedObject.refusal(theirs);
                });
    }

    /** The canary's Service where others made it. */
    private Optional<JsonNode> prepared() {
        return there().filter(there -> !AddedObject.isOf(stable.name(), there));
    }

    private Optional<JsonNode> there() {
        try {
            return Optional.of(cluster.get(path(canary)));
        } catch (ApiFailure e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private ApiPath path(ServiceName service) {
        return cluster.discovery().find("service").path(service.namespace(), service.name());
    }

    private OpsException several(List<RouteCarrier> carrying) {
        OpsException refusal = new OpsException(
                FailureKind.USAGE,
                "service/" + stable.name() + " in " + cluster.place() + " is carried by "
                        + carrying.stream().map(RouteCarrier::toString).collect(Collectors.joining(" and by "))
                        + "; say where its requests are to be shared out");
        for (RouteCarrier carrier : carrying) {
            refusal = refusal.hint("--route " + carrier.kind);
        }
        return refusal;
    }

    private OpsException none(List<String> notes) {
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        "no " + request.route() + " route carries service/" + stable.name() + " in " + cluster.place())
                .details(notes)
                .hint("--route auto");
    }
}
