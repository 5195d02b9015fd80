package dev.fairlead.gate;

import java.util.Locale;

/** A page of metrics whose counters grow with the time. */
final class TestMetrics {
    private final long began = System.nanoTime();
    private final StringBuilder page = new StringBuilder();
    private double seconds;

    synchronized String page() {
        page.setLength(0);
        seconds = (System.nanoTime() - began) / 1e9;
        own();
        aroundIt();
        line("ready", "pod=\"web-7d-aaaaa\"", 1);
        line("ready", "pod=\"web-7d-bbbbb\"", 0.25);
        line("nothing", "pod=\"web-7d-aaaaa\"", Double.NaN);
        line("half", "pod=\"web-7d-aaaaa\"", 1);
        line("half", "pod=\"web-7d-bbbbb\"", Double.NaN);
        return page.toString();
    }

    private void own() {
        requests("http_requests_total", "code", "pod=\"web-7d-aaaaa\"", 90, 10);
        requests("http_requests_total", "code", "pod=\"web-7d-bbbbb\"", 100, 0);
        requests("http_requests_total", "code", "pod=\"web-5c-ccccc\"", 196, 4);
        buckets("http_request_duration_seconds_bucket", "pod=\"web-7d-aaaaa\"", 100, 0.2);
        buckets("http_request_duration_seconds_bucket", "pod=\"web-5c-ccccc\"", 100, 0.1);
        line("http_requests_total", "pod=\"flawless-1-aaaaa\",status=\"200\"", 50 * seconds);
        line("http_requests_total", "pod=\"quiet-1-aaaaa\",code=\"200\"", 1000);
        line("http_requests_total", "pod=\"plain-1-aaaaa\"", 50 * seconds);
        requests("http_requests_total", "status_code", "instance=\"10.9.8.7:8080\"", 80, 20);
        requests("http_server_requests_seconds_count", "status", "kubernetes_pod_name=\"spring-1-aaaaa\"", 95, 5);
        buckets("http_server_requests_seconds_bucket", "kubernetes_pod_name=\"spring-1-aaaaa\"", 100, 0.2);
    }

    private void aroundIt() {
        String mesh = "reporter=\"destination\",destination_workload_namespace=\"shop\",destination_workload=";
        requests("istio_requests_total", "response_code", mesh + "\"mesh-canary\"", 97, 3);
        requests("istio_requests_total", "response_code", mesh + "\"mesh\"", 99, 1);
        buckets("istio_request_duration_milliseconds_bucket", mesh + "\"mesh-canary\"", 100, 200);
        String ingress = "exported_namespace=\"shop\",exported_service=";
        requests("nginx_ingress_controller_requests", "status", ingress + "\"edge-canary\"", 96, 4);
        requests("nginx_ingress_controller_requests", "status", ingress + "\"edge\"", 100, 0);
        requests("traefik_service_requests_total", "code", "service=\"shop-lane-canary-http@kubernetes\"", 94, 6);
    }

    private void requests(String name, String status, String labels, double right, double wrong) {
        line(name, labels + "," + status + "=\"200\"", right * seconds);
        line(name, labels + "," + status + "=\"503\"", wrong * seconds);
    }

    /** Half of the requests take up to the bound, all of them twice as long at most. */
    private void buckets(String name, String labels, double rate, double bound) {
        line(name, labels + ",le=\"" + bound + "\"", rate / 2 * seconds);
        line(name, labels + ",le=\"" + 2 * bound + "\"", rate * seconds);
        line(name, labels + ",le=\"+Inf\"", rate * seconds);
    }

    private void line(String name, String labels, double value) {
        page.append(name).append('{').append(labels).append("} ");
        page.append(Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.3f", value))
                .append('\n');
    }
}
