package dev.fairlead.gate;

import dev.fairlead.prometheus.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What measured series say: every value of every series must keep to the bounds. */
final class MetricVerdicts {
    private final Bounds bounds;
    private final Quantity shown;

    MetricVerdicts(Bounds bounds) {
        this.bounds = bounds;
        this.shown = bounds.shown();
    }

    /** @param stable what the stable pods have; not looked at where nothing is compared */
    TryOutcome of(List<Series> candidate, List<Series> stable) {
        if (candidate.stream().noneMatch(Series::hasData)) {
            return TryOutcome.noData(
                    candidate.isEmpty() ? "the query found no series" : "the query gives no number (NaN)");
        }
        List<Measured> measured = new ArrayList<>();
        for (Series series : candidate.stream().filter(Series::hasData).toList()) {
            Optional<Double> baseline = bounds.compared() ? baseline(series, stable) : Optional.of(0.0);
            if (baseline.isEmpty()) {
                return TryOutcome.noData("the stable pods have no data" + suffix(series) + " to compare with");
            }
            measured.add(worst(series, baseline.get()));
        }
        Measured worst = measured.stream()
                .max(Comparator.comparingDouble(Measured::excess))
                .orElseThrow();
        long bad = measured.stream().filter(Measured::isWrong).count();
        TryOutcome outcome = worst.isWrong()
                ? TryOutcome.fail(wrong(worst) + several(bad, candidate.size()), List.of())
                : right(worst, candidate);
        return outcome.measured(values(worst));
    }

    /** A value and how far it is beyond its bound; negative within. */
    private record Measured(Series series, double value, double stable, String bound, double limit, double excess) {
        boolean isWrong() {
            return excess > 0;
        }
    }

    private Measured worst(Series series, double stable) {
        List<Measured> all = new ArrayList<>();
        for (double value : series.values()) {
            bounds.max().ifPresent(max -> {
                double floor = bounds.floor().map(Quantity::value).orElse(Double.NEGATIVE_INFINITY);
                double limit = Math.max(max.limit(stable), floor);
                all.add(new Measured(series, value, stable, "max=" + max, limit, value - limit));
            });
            bounds.min().ifPresent(min -> {
                double limit = min.limit(stable);
                all.add(new Measured(series, value, stable, "min=" + min, limit, limit - value));
            });
            bounds.equal().ifPresent(equal -> {
                double limit = equal.value();
                // Far below what anybody counts or measures: numbers come as text in base ten.
                double tolerance = Math.abs(limit) * 1e-9;
                double excess = Math.abs(value - limit) - tolerance;
                all.add(new Measured(series, value, stable, "equals=" + equal, limit, excess));
            });
        }
        return all.stream().max(Comparator.comparingDouble(Measured::excess)).orElseThrow();
    }

    /** The latest value of the stable series with the same labels, or of the only one. */
    private static Optional<Double> baseline(Series candidate, List<Series> stable) {
        List<Series> known = stable.stream().filter(Series::hasData).toList();
        return known.stream()
                .filter(series -> series.labels().equals(candidate.labels()))
                .findFirst()
                .or(() -> known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty())
                .map(series -> series.values().get(series.values().size() - 1));
    }

    /** A series without data is a pod or a route that nothing is known of: the others do not answer for it. */
    private TryOutcome right(Measured worst, List<Series> all) {
        long silent = all.stream().filter(series -> !series.hasData()).count();
        if (silent > 0) {
            return TryOutcome.noData(
                    silent + " of " + all.size() + " series have no number (NaN); the others are right");
        }
        String against = bounds.compared() ? ", stable " + shown.inUnit(worst.stable()) : "";
        String ofAll = all.size() > 1
                ? ", the worst of " + all.size() + " series"
                        + (worst.series().labels().isEmpty()
                                ? ""
                                : ": " + worst.series().shown())
                : "";
        return TryOutcome.pass(shown.inUnit(worst.value()) + against + " (" + worst.bound() + ")" + ofAll);
    }

    private String wrong(Measured worst) {
        String value = distinctly(worst) + suffix(worst.series());
        String side = worst.bound().startsWith("max") ? "above" : worst.bound().startsWith("min") ? "below" : "not";
        String limit = bounds.compared()
                ? worst.bound() + " of stable's " + shown.inUnit(worst.stable()) + ", which allows "
                        + shown.inUnit(worst.limit())
                : worst.bound();
        return value + " is " + side + " " + limit;
    }

    /** What is wrong by less than the digits shown is said with all of them. */
    private String distinctly(Measured worst) {
        String value = shown.inUnit(worst.value());
        return value.equals(shown.inUnit(worst.limit())) ? shown.exactly(worst.value()) : value;
    }

    private static String several(long bad, int all) {
        return all > 1 ? "; " + bad + " of " + all + " series are wrong" : "";
    }

    private static String suffix(Series series) {
        return series.labels().isEmpty() ? "" : " of " + series.shown();
    }

    private Map<String, String> values(Measured worst) {
        Map<String, String> values = new TreeMap<>();
        values.put("value", shown.inUnit(worst.value()));
        if (bounds.compared()) {
            values.put("stable", shown.inUnit(worst.stable()));
        }
        int equals = worst.bound().indexOf('=');
        values.put(worst.bound().substring(0, equals), worst.bound().substring(equals + 1));
        return values;
    }
}
