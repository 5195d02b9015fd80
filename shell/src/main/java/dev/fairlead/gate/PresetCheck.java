package dev.fairlead.gate;

import dev.fairlead.progress.ProgressListener;
import dev.fairlead.prometheus.PrometheusAccess;
import dev.fairlead.prometheus.PrometheusApi;
import dev.fairlead.prometheus.Series;
import dev.fairlead.settings.Durations;
import dev.fairlead.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the metric that a preset can be made of, and measures it. */
final class PresetCheck implements Check {
    private final PresetGate gate;
    private final CanaryAndStable sides;
    private final ProgressListener progress;
    private final PrometheusApi prometheus;

    PresetCheck(PresetGate gate, CanaryAndStable sides, Settings settings, ProgressListener progress) {
        this.gate = gate;
        this.sides = sides;
        this.progress = progress;
        this.prometheus = new PrometheusAccess(settings, sides.subject().cluster()).open(gate.source());
    }

    /** Asks whether Prometheus has a metric of the pods that serve now; none is no failure, as there may be none yet. */
    @Override
    public void preflight() {
        if (FoundMetric.in(prometheus, gate, sides.before(), gate.timeout()).isEmpty()) {
            progress.warn("gate " + gate.name() + ": Prometheus has none of " + MetricFamily.names(gate.preset())
                    + " for the pods of " + sides.subject().stable() + " so far");
        }
    }

    @Override
    public TryOutcome ask(Duration limit) {
        ReleaseSide candidate = sides.candidate();
        if (candidate.pods().isEmpty()) {
            return TryOutcome.noData("deployment/" + candidate.name() + " has no pod of the new revision");
        }
        Optional<FoundMetric> found = FoundMetric.in(prometheus, gate, candidate, limit);
        if (found.isEmpty()) {
            return TryOutcome.noData("Prometheus has none of " + MetricFamily.names(gate.preset()) + " for the pods of "
                    + candidate.name());
        }
        return measured(found.get(), candidate, limit);
    }

    private TryOutcome measured(FoundMetric metric, ReleaseSide candidate, Duration limit) {
        String query = metric.query(gate, candidate);
        double requests = requests(metric, candidate, limit);
        if (requests < gate.requests()) {
            return few(requests, "", query);
        }
        List<Series> stable = List.of();
        if (gate.bounds().compared()) {
            ReleaseSide other = sides.stable();
            double known = other.pods().isEmpty() ? 0 : requests(metric, other, limit);
            if (known < gate.requests()) {
                return few(known, " to the stable pods", metric.query(gate, other));
            }
            stable = prometheus.query(metric.query(gate, other), limit);
        }
        TryOutcome outcome = new MetricVerdicts(gate.bounds()).of(prometheus.query(query, limit), stable);
        Map<String, String> values = new TreeMap<>(outcome.measured());
        values.put("requests", Long.toString(Math.round(requests)));
        values.put("query", query);
        String whole = metric.family().place().seesPods() || candidate.alone() ? "" : ", old pods included";
        return new TryOutcome(
                outcome.answer(),
                outcome.message() + ", about " + Math.round(requests) + " requests" + whole,
                List.of("query: " + query),
                values);
    }

    private double requests(FoundMetric metric, ReleaseSide side, Duration limit) {
        return prometheus.query(metric.requests(gate, side), limit).stream()
                .flatMap(series -> series.values().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private TryOutcome few(double requests, String to, String query) {
        String message = requests <= 0
                ? "no requests" + to + " in the last " + Durations.text(gate.window())
                : "about " + Math.round(requests) + " requests" + to + " in the last " + Durations.text(gate.window())
                        + ", and " + gate.requests() + " are wanted";
        return new TryOutcome(GateAnswer.NO_DATA, message, List.of("query: " + query), Map.of("query", query));
    }

    @Override
    public void close() {
        prometheus.close();
    }
}
