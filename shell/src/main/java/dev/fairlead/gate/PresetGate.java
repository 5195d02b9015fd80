package dev.fairlead.gate;

import dev.fairlead.prometheus.MetricSource;
import dev.fairlead.prometheus.PrometheusAccess;
import dev.fairlead.settings.Settings;
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
    static final GateKind<PresetGate> ERROR_RATE = kind(Preset.ERROR_RATE, "max=1% window=2m");
    static final GateKind<PresetGate> P50 = kind(Preset.P50, "max=50ms window=2m");
    static final GateKind<PresetGate> P95 = kind(Preset.P95, "max=200ms window=2m");
    static final GateKind<PresetGate> P99 = kind(Preset.P99, "max=300ms window=2m");

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

    private static GateKind<PresetGate> kind(Preset preset, String example) {
        return new GateKind<>(
                preset.toString(),
                PresetGate.class,
                GateSyntax.of(
                        "", PrometheusGate.options(List.of("window", "requests", "only")), preset + " " + example),
                reader -> read(preset, reader),
                (gate, inputs) -> new PresetCheck(gate, inputs.sides(), inputs.settings(), inputs.progress()));
    }

    private static PresetGate read(Preset preset, GateReader reader) {
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
    public boolean asksOutside(Settings settings) {
        return PrometheusAccess.isOutside(source, settings);
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
