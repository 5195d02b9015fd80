package dev.fairlead.gate;

import dev.fairlead.failure.Pause;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Durations;
import java.time.Duration;
import java.util.Optional;

/** Tries a gate again, for as often and as long as its options say. */
final class GateTries {
    private static final Duration NONE = Duration.ofDays(365);

    private final GateSpec spec;
    private final GateOptions options;
    private final ProgressListener progress;
    private final long began = System.nanoTime();
    private int misses;
    private Optional<Duration> passingSince = Optional.empty();
    private Optional<Duration> missingSince = Optional.empty();

    GateTries(GateSpec spec, ProgressListener progress) {
        this.spec = spec;
        this.options = spec.options();
        this.progress = progress;
    }

    /** The last word of the gate. */
    GateResult result(Check check) {
        progress.on(new ProgressEvent.Started(task(), task()));
        while (true) {
            TryOutcome outcome = check.ask(shorter(spec.timeout(), left()));
            count(outcome);
            Optional<TryOutcome> last = last(outcome);
            if (last.isPresent()) {
                return finished(last.get());
            }
            progress.on(new ProgressEvent.Advanced(
                    task(), state(outcome), misses, options.tries(), ProgressEvent.Unit.COUNT));
            Pause.of(pause(), "cancelled while asking gate " + spec.name());
        }
    }

    private void count(TryOutcome outcome) {
        if (outcome.answer() == GateAnswer.PASS) {
            passingSince = passingSince.or(() -> Optional.of(took()));
            missingSince = Optional.empty();
            return;
        }
        passingSince = Optional.empty();
        if (outcome.answer() == GateAnswer.NO_DATA && options.noData() == NoData.WAIT) {
            missingSince = missingSince.or(() -> Optional.of(took()));
        } else {
            missingSince = Optional.empty();
            misses++;
        }
    }

    /** What is said in the end, where this try was the last. */
    private Optional<TryOutcome> last(TryOutcome outcome) {
        if (outcome.answer() == GateAnswer.PASS) {
            boolean held = held().compareTo(options.hold()) >= 0;
            return held
                    ? Optional.of(outcome)
                    : late(outcome, "it held for " + Durations.text(seconds(held())) + " only");
        }
        if (waits()) {
            boolean over = missing().compareTo(options.patience()) >= 0;
            return over ? Optional.of(outcome) : late(outcome, "");
        }
        return misses >= options.tries() ? Optional.of(outcome) : late(outcome, "");
    }

    /** The end because the next try would come after the deadline. */
    private Optional<TryOutcome> late(TryOutcome outcome, String why) {
        if (left().compareTo(pause()) > 0) {
            return Optional.empty();
        }
        GateAnswer answer = outcome.answer() == GateAnswer.PASS ? GateAnswer.FAIL : outcome.answer();
        String message = outcome.message() + "; the deadline of "
                + Durations.text(options.deadline().orElse(NONE)) + " is over" + (why.isEmpty() ? "" : ", " + why);
        return Optional.of(new TryOutcome(answer, message, outcome.details(), outcome.measured()));
    }

    private GateResult finished(TryOutcome outcome) {
        boolean excused = outcome.answer() == GateAnswer.NO_DATA && options.noData() == NoData.PASS;
        boolean passed = outcome.answer() == GateAnswer.PASS || excused;
        int tries = outcome.answer() == GateAnswer.PASS ? misses + 1 : misses;
        String message = outcome.message() + (tries > 1 ? " (" + tries + " tries)" : "");
        String said = outcome.answer() == GateAnswer.NO_DATA ? "no data: " + message : message;
        progress.on(new ProgressEvent.Finished(task(), task() + ": " + said, passed, took()));
        if (excused) {
            progress.warn(task() + " had no data and passes only because of no-data=pass: " + message);
        }
        return new GateResult(outcome.answer(), passed, spec.name(), message, outcome.details(), outcome.measured());
    }

    private String state(TryOutcome outcome) {
        if (outcome.answer() == GateAnswer.PASS) {
            return outcome.message() + " (for " + Durations.text(seconds(held())) + " of "
                    + Durations.text(options.hold()) + ")";
        }
        String said = outcome.answer() == GateAnswer.NO_DATA ? "no data yet: " + outcome.message() : outcome.message();
        return waits()
                ? said + " (waits up to " + Durations.text(options.patience()) + ")"
                : said + " (" + misses + " of " + options.tries() + " tries)";
    }

    private boolean waits() {
        return missingSince.isPresent();
    }

    private Duration pause() {
        Duration rest = passingSince.isPresent()
                ? options.hold().minus(held())
                : waits() ? options.patience().minus(missing()) : options.every();
        // Longer than nothing: a clock that has not moved would end neither.
        return shorter(options.every(), rest.isNegative() || rest.isZero() ? Duration.ofMillis(1) : rest);
    }

    private Duration held() {
        return passingSince.map(took()::minus).orElse(Duration.ZERO);
    }

    private Duration missing() {
        return missingSince.map(took()::minus).orElse(Duration.ZERO);
    }

    private Duration left() {
        return options.deadline().map(deadline -> deadline.minus(took())).orElse(NONE);
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private String task() {
        return "gate " + spec.name();
    }

    private static Duration seconds(Duration time) {
        return Duration.ofSeconds(time.toSeconds());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
