package dev.fairlead.release;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notice.Audience;
import dev.fairlead.rollout.DeployRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be released, and how.
 *
 * @param what the Deployment as it shall be; its wait rules hold for every step
 * @param strategy empty for a plain deploy, which is rolling and has no steps unless it has gates
 * @param gates as they are typed; asked at each step that serves
 * @param autoRollback whether a failure runs the way back; where the strategy or a gate judges if empty
 * @param takeOver whether to take a release that somebody else holds
 * @param planOut a file that the plan is written to
 * @param audience who is told of it
 */
public record ReleaseRequest(
        DeployRequest what,
        Optional<Strategy> strategy,
        List<String> gates,
        Optional<Boolean> autoRollback,
        boolean takeOver,
        Optional<Path> planOut,
        Audience audience) {

    public ReleaseRequest {
        gates = List.copyOf(gates);
    }

    /** The same somewhere else. */
    public ReleaseRequest in(ClusterScope scope) {
        return new ReleaseRequest(what.in(scope), strategy, gates, autoRollback, takeOver, planOut, audience);
    }

    /** Whether it is a deploy without steps, gates or a way back. */
    boolean isPlain() {
        return strategy.isEmpty() && gates.isEmpty() && planOut.isEmpty() && !autoRollback.orElse(false);
    }

    Strategy shape() {
        return strategy.orElseGet(Strategy.Rolling::new);
    }

    boolean rollsBack() {
        boolean judged = shape() instanceof Strategy.Canary || shape() instanceof Strategy.BlueGreen;
        return autoRollback.orElse(judged || !gates.isEmpty());
    }

    /** Begins a release of what the request describes. */
    public static Builder of(DeployRequest.Builder what) {
        return new Builder(what);
    }

    /** Sets what a release is to have; each method returns the builder. */
    public static final class Builder {
        private final DeployRequest.Builder what;
        private final List<String> gates = new ArrayList<>();
        private Optional<Strategy> strategy = Optional.empty();
        private Optional<Boolean> autoRollback = Optional.empty();
        private Optional<Path> planOut = Optional.empty();
        private boolean takeOver;
        private Audience audience = Audience.SETTLED;

        private Builder(DeployRequest.Builder what) {
            this.what = what;
        }

        public Builder strategy(Strategy value) {
            strategy = Optional.of(value);
            return this;
        }

        public Builder rolling() {
            return strategy(new Strategy.Rolling());
        }

        public Builder recreate() {
            return strategy(new Strategy.Recreate());
        }

        public Builder bluegreen() {
            return strategy(new Strategy.BlueGreen(Strategy.BlueGreen.KEEP));
        }

        public Builder bluegreen(Duration keep) {
            return strategy(new Strategy.BlueGreen(keep));
        }

        /** @param steps e.g. {@code "5%", "20%", "50%"} */
        public Builder canary(String... steps) {
            return strategy(Strategy.Canary.of(List.of(steps), Strategy.Canary.PAUSE));
        }

        public Builder canary(Duration pause, String... steps) {
            return strategy(Strategy.Canary.of(List.of(steps), pause));
        }

        /** @param typed e.g. {@code "http /healthz"} */
        public Builder gate(String typed) {
            gates.add(typed);
            return this;
        }

        public Builder autoRollback(boolean value) {
            autoRollback = Optional.of(value);
            return this;
        }

        public Builder takeOver(boolean value) {
            takeOver = value;
            return this;
        }

        public Builder planOut(Path file) {
            planOut = Optional.of(file);
            return this;
        }

        public Builder audience(Audience value) {
            audience = value;
            return this;
        }

        public ReleaseRequest build() {
            return new ReleaseRequest(what.build(), strategy, gates, autoRollback, takeOver, planOut, audience);
        }
    }
}
