package dev.fairlead.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Metrics of requests as common libraries, meshes and ingress controllers name them.
 *
 * @param counter counts requests by status
 * @param buckets a histogram of the time that requests took; empty where there is none
 * @param unit a bucket's bound in seconds
 * @param place by which labels pods are known
 */
record MetricFamily(String counter, String buckets, double unit, Place place) {
    /** Labels that hold a status code. */
    private static final List<String> STATUS =
            List.of("code", "status", "status_code", "http_response_status_code", "http_status_code", "response_code");

    /** In the order of preference: what the app says of itself, then what is measured before it. */
    static final List<MetricFamily> KNOWN = List.of(
            own("http_requests_total", ""),
            histogram("http_request_duration_seconds"),
            histogram("http_server_requests_seconds"),
            histogram("http_server_request_duration_seconds"),
            own("http_requests_received_total", ""),
            new MetricFamily("istio_requests_total", "istio_request_duration_milliseconds_bucket", 0.001, Place.MESH),
            new MetricFamily(
                    "nginx_ingress_controller_requests",
                    "nginx_ingress_controller_request_duration_seconds_bucket",
                    1,
                    Place.INGRESS),
            new MetricFamily(
                    "traefik_service_requests_total",
                    "traefik_service_request_duration_seconds_bucket",
                    1,
                    Place.TRAEFIK));

    /** Who measures, which decides by which labels a side of the release is known. */
    enum Place {
        POD,
        MESH,
        INGRESS,
        TRAEFIK;

        /** Matchers, of which one is right, depending on how Prometheus was set up. */
        List<String> matchers(ReleaseSide side) {
            String pods = side.podNames();
            List<String> byPod = Stream.of("pod", "kubernetes_pod_name", "pod_name", "exported_pod")
                    .map(label -> label + "=~\"" + pods + "\"")
                    .toList();
            String services = "=~\"" + services(side) + "\"";
            return switch (this) {
                case POD ->
                    Stream.concat(byPod.stream(), Stream.of("instance=~\"" + side.podAddresses() + "\""))
                            .toList();
                case MESH -> {
                    List<String> all = new ArrayList<>();
                    byPod.forEach(matcher -> all.add("reporter=\"destination\"," + matcher));
                    if (side.alone()) {
                        all.add("reporter=\"destination\",destination_workload=\"" + side.name()
                                + "\",destination_workload_namespace=\"" + side.namespace() + "\"");
                    }
                    yield all;
                }
                case INGRESS ->
                    List.of(
                            "exported_namespace=\"" + side.namespace() + "\",exported_service" + services,
                            "namespace=\"" + side.namespace() + "\",service" + services);
                case TRAEFIK ->
                    List.of("service=~\"" + side.namespace() + "-(" + services(side)
                            + ")-[0-9a-zA-Z-]+@kubernetes.*\"");
            };
        }

        /** The Services of a side are called as its Deployment; the preview's is the candidate's. */
        private static String services(ReleaseSide side) {
            boolean candidate = side.name().equals(side.subject().candidate());
            Optional<String> preview = candidate ? side.subject().previewService() : Optional.empty();
            return preview.map(name -> side.name() + "|" + name).orElse(side.name());
        }

        /** Whether it tells the pods of one Deployment apart. */
        boolean seesPods() {
            return this == POD || this == MESH;
        }
    }

    private static MetricFamily own(String counter, String buckets) {
        return new MetricFamily(counter, buckets, 1, Place.POD);
    }

    private static MetricFamily histogram(String name) {
        return own(name + "_count", name + "_bucket");
    }

    /** The name of the metric that a preset is made of; empty where the family has none. */
    String metric(PresetGate.Preset preset) {
        return preset == PresetGate.Preset.ERROR_RATE ? counter : buckets;
    }

    /** The label that holds the status code. */
    static Optional<String> statusLabel(Map<String, String> labels) {
        return STATUS.stream().filter(labels::containsKey).findFirst();
    }

    /** All names that a preset may be made of. */
    static String names(PresetGate.Preset preset) {
        return KNOWN.stream()
                .map(family -> family.metric(preset))
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
