package dev.fairlead.release.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
        NotificationTargets audience) {

    public ReleaseRequest {
        gates = List.copyOf(gates);
    }

    /** The same somewhere else. */
    public ReleaseRequest in(ClusterScope scope) {
        return new ReleaseRequest(what.in(scope), strategy, gates, autoRollback, takeOver, planOut, audience);
    }

    /** The same; where it does not say who is told, these are. */
    public ReleaseRequest heardBy(NotificationTargets others) {
        return audience.equals(NotificationTargets.SETTLED)
                ? new ReleaseRequest(what, strategy, gates, autoRollback, takeOver, planOut, others)
                : this;
    }

    /** The same with the texts of its gates as they are kept. */
    public ReleaseRequest keeping(UnaryOperator<String> kept) {
        return new ReleaseRequest(
                what, strategy, gates.stream().map(kept).toList(), autoRollback, takeOver, planOut, audience);
    }

    /** Whether it is a deploy without steps, gates or a way back. */
    @JsonIgnore
    public boolean isPlain() {
        return strategy.isEmpty() && gates.isEmpty() && planOut.isEmpty() && !autoRollback.orElse(false);
    }

    public Strategy shape() {
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
        private NotificationTargets audience = NotificationTargets.SETTLED;

        private Builder(DeployRequest.Builder what) {
            this.what = what;
        }

        /** How the new pods take over. */
        public Builder strategy(Strategy value) {
            strategy = Optional.of(value);
            return this;
        }

        /** Pod by pod, by the Deployment's own limits. */
        public Builder rolling() {
            return strategy(new Strategy.Rolling());
        }

        /** All old pods go before the first new one comes. */
        public Builder recreate() {
            return strategy(new Strategy.Recreate());
        }

        /** A second Deployment and one switch; the old pods stay for 10 minutes after it. */
        public Builder bluegreen() {
            return strategy(new Strategy.BlueGreen(Strategy.BlueGreen.KEEP));
        }

        /** A second Deployment and one switch; the old pods stay so long after it. */
        public Builder bluegreen(Duration keep) {
            return strategy(new Strategy.BlueGreen(keep));
        }

        /** A few pods first, e.g. {@code canary("5%", "20%", "50%")}, each share watched for two minutes. */
        public Builder canary(String... steps) {
            return strategy(Strategy.Canary.of(List.of(steps), Strategy.Canary.PAUSE));
        }

        /** A few pods first, each share watched for that long. */
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

        /** What must hold at each step that serves, as on the line, e.g. {@code "http /healthz"}. */
        public Builder gate(String typed) {
            gates.add(typed);
            return this;
        }

        /**
         * The gates of a YAML list.
         *
         * @throws OpsException of kind NOT_FOUND when it cannot be read, INVALID or USAGE when a gate is none
         */
        public Builder gates(Path file) {
            GateSpec.parseFile(file).forEach(gate -> gate(gate.toString()));
            return this;
        }

        /** Whether a failure runs the way back; so with a canary, blue-green or a gate if not said. */
        public Builder autoRollback(boolean value) {
            autoRollback = Optional.of(value);
            return this;
        }

        /** Whether to take a release that somebody else holds. */
        public Builder takeOver(boolean value) {
            takeOver = value;
            return this;
        }

        /** Writes the plan to that file; {@code rollout.plan} then changes nothing. */
        public Builder planOut(Path file) {
            planOut = Optional.of(file);
            return this;
        }

        /** Who is told what becomes of it. */
        public Builder audience(NotificationTargets value) {
            audience = value;
            return this;
        }

        /** The request as it is now. */
        public ReleaseRequest build() {
            return build(what.build());
        }

        /** As {@link DeployRequest.Builder#build(ClusterScope, UnaryOperator)}. */
        public ReleaseRequest build(ClusterScope place, UnaryOperator<WaitRules> patience) {
            return build(what.build(place, patience));
        }

        private ReleaseRequest build(DeployRequest built) {
            return new ReleaseRequest(built, routed(), gates, autoRollback, takeOver, planOut, audience);
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
