package dev.fairlead.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.HttpHeader;
import dev.fairlead.http.HttpReply;
import dev.fairlead.http.NoReply;
import dev.fairlead.json.JsonTree;
import dev.fairlead.kubernetes.ProxyRefusal;
import dev.fairlead.kubernetes.SingleRequest;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The HTTP API of a Prometheus. Its failures are {@link OpsException}s: USAGE for a wrong query, else why it is silent. */
public final class PrometheusApi implements AutoCloseable {
    private final HttpClient http;
    private final boolean own;
    private final String base;
    private final String shown;
    private final List<HttpHeader> headers;

    /**
     * @param own whether the client is closed with this
     * @param base the address before {@code /api/v1}
     * @param shown how messages call it
     */
    PrometheusApi(HttpClient http, boolean own, String base, String shown, List<HttpHeader> headers) {
        this.http = http;
        this.own = own;
        this.base = base;
        this.shown = shown;
        this.headers = List.copyOf(headers);
    }

    /** What a query gives now; a query that ends in a range gives several values for each series. */
    public List<Series> query(String query, Duration limit) {
        JsonNode data = get("query?query=" + encoded(query), query, limit);
        List<Series> series = new ArrayList<>();
        JsonNode result = data.path("result");
        switch (data.path("resultType").asText()) {
            case "scalar" -> series.add(new Series(Map.of(), numbers(List.of(result))));
            case "vector" -> result.forEach(one -> series.add(series(one, List.of(one.path("value")))));
            case "matrix" ->
                result.forEach(one -> {
                    List<JsonNode> samples = new ArrayList<>();
                    one.path("values").forEach(samples::add);
                    series.add(series(one, samples));
                });
            default -> throw wrong(query, "it gives text, not numbers");
        }
        return series;
    }

    /** The labels, names included, of the series that any of the selectors matches. */
    public List<Map<String, String>> series(List<String> selectors, Duration limit) {
        StringBuilder path = new StringBuilder("series?limit=1000");
        selectors.forEach(selector -> path.append("&match[]=").append(encoded(selector)));
        List<Map<String, String>> found = new ArrayList<>();
        get(path.toString().replace("[]", "%5B%5D"), String.join(", ", selectors), limit)
                .forEach(one -> found.add(labels(one)));
        return found;
    }

    private static Series series(JsonNode one, List<JsonNode> samples) {
        Map<String, String> labels = labels(one.path("metric"));
        labels.remove("__name__");
        return new Series(labels, numbers(samples));
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new TreeMap<>();
        metric.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static List<Double> numbers(List<JsonNode> samples) {
        return samples.stream()
                .map(sample -> number(sample.path(1).asText()))
                .filter(value -> !value.isNaN())
                .toList();
    }

    private static Double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN", "" -> Double.NaN;
            default -> Double.valueOf(text);
        };
    }

    private JsonNode get(String path, String query, Duration limit) {
        HttpReply reply;
        try {
            reply = new SingleRequest("GET", headers, "", limit).send(http, base + "/api/v1/" + path);
        } catch (NoReply e) {
            throw new OpsException(FailureKind.UNREACHABLE, shown + " " + e.why(), e);
        }
        JsonNode answer = answer(reply.body());
        if (answer.path("status").asText().equals("success")) {
            return answer.path("data");
        }
        String error = answer.path("error").asText("");
        if (!error.isEmpty()
                && List.of("bad_data", "execution")
                        .contains(answer.path("errorType").asText())) {
            throw wrong(query, error);
        }
        throw silent(reply, error);
    }

    private OpsException silent(HttpReply reply, String error) {
        String why = error.isEmpty()
                ? ProxyRefusal.of(reply)
                        .map(ProxyRefusal::why)
                        .or(reply::firstLine)
                        .orElse("")
                : error;
        FailureKind kind = reply.code() == 401 || reply.code() == 403 ? FailureKind.DENIED : FailureKind.UNREACHABLE;
        String where = reply.isRedirect() ? " to " + reply.location() : "";
        return new OpsException(
                kind,
                shown + " answered " + reply.code() + where + (why.isEmpty() ? "" : ": " + why)
                        + (reply.code() == 200 ? " (that is no answer of Prometheus)" : ""));
    }

    private OpsException wrong(String query, String why) {
        return new OpsException(FailureKind.USAGE, shown + " does not take the query: " + why)
                .details(List.of("query: " + query));
    }

    private static JsonNode answer(String body) {
        try {
            return JsonTree.read(body);
        } catch (IOException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (own) {
            http.close();
        }
    }
}
