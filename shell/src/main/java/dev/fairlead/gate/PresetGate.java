package dev.fairlead.gate;

import dev.fairlead.prometheus.MetricSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A usual measure of requests, whose query is found by what Prometheus has of the candidate's pods.
 *
 * @param window how long back requests count
 * @param requests with fewer in the window there is no data
 * @param only further label matchers, e.g. {@code route="/api"}
 */
public record PresetGate(
        GateOptions options,
        Preset preset,
        MetricSource source,
        Bounds bounds,
        Duration window,
        int requests,
        Optional<String> only)
        implements GateSpec {
    static final List<String> OPTIONS = PrometheusGate.options(List.of("window", "requests", "only"));

    /** What is measured. */
    public enum Preset {
        ERROR_RATE("error-rate", 0),
        P50("p50", 0.5),
        P95("p95", 0.95),
        P99("p99", 0.99);

        private final String kind;
        private final double quantile;

        Preset(String kind, double quantile) {
            this.kind = kind;
            this.quantile = quantile;
        }

        /** The part of requests that are answered sooner; zero for the error rate. */
        public double quantile() {
            return quantile;
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    static GateSpec read(GateReader reader) {
        Preset preset = Stream.of(Preset.values())
                .filter(one -> one.kind.equals(reader.kind()))
                .findFirst()
                .orElseThrow();
        Bounds bounds = Bounds.read(reader);
        requireUnit(preset, bounds, reader);
        return new PresetGate(
                reader.options(),
                preset,
                PrometheusGate.source(reader),
                bounds,
                reader.duration("window").orElse(PrometheusGate.WINDOW),
                reader.count("requests").orElse(1),
                reader.parsed("only", PresetGate::matchers));
    }

    /** 300 without a unit would be five minutes; who means that writes 300s. */
    private static void requireUnit(Preset preset, Bounds bounds, GateReader reader) {
        Stream.concat(
                        Stream.concat(bounds.max().stream(), bounds.min().stream())
                                .filter(bound -> bound.form() != Bound.Form.FACTOR)
                                .map(Bound::quantity),
                        Stream.concat(bounds.equal().stream(), bounds.floor().stream()))
                .forEach(quantity -> {
                    if (preset != Preset.ERROR_RATE && !quantity.isTime()) {
                        throw reader.wrong("'" + quantity + "' is no time; write e.g. 300ms");
                    }
                    if (preset == Preset.ERROR_RATE && (quantity.isTime() || Math.abs(quantity.value()) > 1)) {
                        throw reader.wrong("'" + quantity + "' is no part of all requests; write e.g. 1%");
                    }
                });
    }

    private static String matchers(String text) {
        if (!text.matches("\\s*[a-zA-Z_]\\w*\\s*(=|!=|=~|!~)\\s*(\"[^\"]*\"|'[^']*')"
                + "(\\s*,\\s*[a-zA-Z_]\\w*\\s*(=|!=|=~|!~)\\s*(\"[^\"]*\"|'[^']*'))*\\s*")) {
            throw new IllegalArgumentException(
                    "'" + text + "' are no label matchers; write e.g. only='route=\"/api\"'");
        }
        return text.strip();
    }

    @Override
    public String kind() {
        return preset.toString();
    }

    @Override
    public Duration defaultTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String title() {
        return kind();
    }

    @Override
    public String toString() {
        GateText text = bounds.on(options.on(kind()))
                .unless(PrometheusGate.WINDOW, "window", window)
                .unless(1, "requests", requests)
                .with("only", only);
        return PrometheusGate.with(source, text).toString();
    }
}
