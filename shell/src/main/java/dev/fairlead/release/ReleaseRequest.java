package dev.fairlead.release;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notice.Audience;
import dev.fairlead.rollout.DeployRequest;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
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
        private Optional<RouteChoice> route = Optional.empty();
        private final List<RequestMatch> matches = new ArrayList<>();
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

        /**
         * Where a canary shares the requests out.
         *
         * @param kind e.g. {@code "nginx"}; whatever the cluster has if not set
         */
        public Builder route(String kind) {
            route = Optional.of(RouteChoice.parse(kind));
            return this;
        }

        /** @param typed requests that all go to the canary, e.g. {@code "header:X-Beta=1"} */
        public Builder match(String typed) {
            matches.add(RequestMatch.parse(typed));
            return this;
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
            return new ReleaseRequest(what.build(), routed(), gates, autoRollback, takeOver, planOut, audience);
        }

        private Optional<Strategy> routed() {
            if (route.isEmpty() && matches.isEmpty()) {
                return strategy;
            }
            if (strategy.orElse(null) instanceof Strategy.Canary canary) {
                return Optional.of(canary.by(route.orElse(canary.route()), matches));
            }
            throw new OpsException(FailureKind.USAGE, "only a canary has routes and matches; say its steps as well");
        }
    }
}
