package dev.fairlead.gate;

import dev.fairlead.prometheus.PrometheusAccess;
import dev.fairlead.prometheus.PrometheusApi;
import dev.fairlead.prometheus.Series;
import dev.fairlead.settings.Durations;
import dev.fairlead.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks Prometheus the query of a gate. */
final class PrometheusCheck implements Check {
    private final PrometheusGate gate;
    private final CanaryAndStable sides;
    private final PrometheusApi prometheus;

    PrometheusCheck(PrometheusGate gate, CanaryAndStable sides, Settings settings) {
        this.gate = gate;
        this.sides = sides;
        this.prometheus = new PrometheusAccess(settings, sides.subject().cluster()).open(gate.source());
    }

    /** Asks the query of what serves now; the answer does not matter. */
    @Override
    public void preflight() {
        prometheus.query(query(sides.before()), gate.timeout());
    }

    @Override
    public TryOutcome ask(Duration limit) {
        ReleaseSide candidate = sides.candidate();
        if (candidate.pods().isEmpty() && QueryText.tellsApart(gate.query())) {
            return TryOutcome.noData("deployment/" + candidate.name() + " has no pod of the new revision");
        }
        String query = query(candidate);
        List<Series> measured = prometheus.query(query, limit);
        List<Series> stable = gate.bounds().compared() ? prometheus.query(query(sides.stable()), limit) : List.of();
        TryOutcome outcome = new MetricVerdicts(gate.bounds()).of(measured, stable);
        Map<String, String> values = new TreeMap<>(outcome.measured());
        values.put("query", query);
        List<String> details = outcome.answer() == GateAnswer.PASS ? List.of() : List.of("query: " + query);
        return new TryOutcome(outcome.answer(), outcome.message(), details, values);
    }

    private String query(ReleaseSide side) {
        String query = QueryText.filled(gate.query(), side.placeholders(Durations.text(gate.window())));
        return gate.range()
                .map(range -> "(" + query + ")[" + Durations.text(range) + ":"
                        + gate.step().map(Durations::text).orElse("") + "]")
                .orElse(query);
    }

    @Override
    public void close() {
        prometheus.close();
    }
}
