package dev.fairlead.gate;

import dev.fairlead.prometheus.MetricSource;
import dev.fairlead.prometheus.PrometheusAccess;
import dev.fairlead.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A query to Prometheus whose values must all keep to the bounds.
 *
 * @param window what {@code $window} in the query stands for
 * @param range the query is asked for every step of so long a time until now; empty for now only
 * @param step between two values of the range
 * @param query may name {@code $pods}, {@code $namespace}, {@code $workload}, {@code $candidate}, {@code $stable},
 *     {@code $window}
 */
public record PrometheusGate(
        GateOptions options,
        MetricSource source,
        Bounds bounds,
        Duration window,
        Optional<Duration> range,
        Optional<Duration> step,
        String query)
        implements GateSpec {
    static final GateKind<PrometheusGate> KIND = new GateKind<>(
            "prometheus",
            PrometheusGate.class,
            GateSyntax.of(
                            "query",
                            options(List.of("window", "range", "step")),
                            "prometheus max=0.01 window=2m"
                                    + " sum(rate(http_requests_total{pod=~\"$pods\",code=~\"5..\"}[$window]))")
                    .withCode(),
            PrometheusGate::read,
            (gate, inputs) -> new PrometheusCheck(gate, inputs.sides(), inputs.settings()));
    static final Duration WINDOW = Duration.ofMinutes(2);

    /** The options of gates that ask Prometheus, with further ones. */
    static List<String> options(List<String> own) {
        List<String> all = new ArrayList<>(Bounds.OPTIONS);
        all.addAll(own);
        all.addAll(List.of("url", "service"));
        return List.copyOf(all);
    }

    /** Which Prometheus a gate of this or a like kind asks. */
    static MetricSource source(GateReader reader) {
        Optional<URI> url = reader.parsed("url", MetricSource::url);
        Optional<MetricSource.ServicePort> service = reader.parsed("service", MetricSource.ServicePort::parse);
        if (url.isPresent() && service.isPresent()) {
            throw reader.wrong("url= and service= both say which Prometheus; leave one out");
        }
        return new MetricSource(url, service);
    }

    static GateText with(MetricSource source, GateText text) {
        return text.with("url", source.url()).with("service", source.service());
    }

    private static PrometheusGate read(GateReader reader) {
        String query = reader.requiredArgument();
        Optional<Duration> range = reader.duration("range");
        Optional<Duration> step = reader.duration("step");
        if (step.isPresent() && range.isEmpty()) {
            throw reader.wrong("step= is for range=");
        }
        if (step.isPresent() && step.get().compareTo(range.get()) > 0) {
            throw reader.wrong("step= is longer than range=");
        }
        Bounds bounds = Bounds.read(reader);
        if (bounds.compared() && !QueryText.tellsApart(query)) {
            throw reader.wrong("compare=stable asks the query twice, and it must name $pods or $candidate to differ");
        }
        return new PrometheusGate(
                reader.options(),
                source(reader),
                bounds,
                reader.duration("window").orElse(WINDOW),
                range,
                step,
                QueryText.requireKnown(query, reader));
    }

    @Override
    public boolean asksOutside(Settings settings) {
        return PrometheusAccess.isOutside(source, settings);
    }

    @Override
    public String kind() {
        return KIND.word();
    }

    @Override
    public Duration defaultTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String title() {
        return GateTitles.of(kind(), query);
    }

    @Override
    public String toString() {
        GateText text = bounds.on(options.on(kind()))
                .unless(WINDOW, "window", window)
                .with("range", range)
                .with("step", step);
        return with(source, text).argument(query).toString();
    }
}
