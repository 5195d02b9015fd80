package dev.fairlead.release.plan;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a new revision takes the place of the one that serves. */
public sealed interface Strategy {
    /** The names as they are typed. */
    List<String> NAMES = List.of("rolling", "recreate", "bluegreen", "canary");

    /** As it is typed. */
    String name();

    /** Pod by pod, by the Deployment's own limits. */
    record Rolling() implements Strategy {
        @Override
        public String name() {
            return "rolling";
        }
    }

    /** All old pods go before the first new one comes. */
    record Recreate() implements Strategy {
        @Override
        public String name() {
            return "recreate";
        }
    }

    /**
     * A second Deployment beside the first, and one switch of the Service.
     *
     * @param keep how long the old pods stay after the switch
     */
    record BlueGreen(Duration keep) implements Strategy {
        public static final Duration KEEP = Duration.ofMinutes(10);

        @Override
        public String name() {
            return "bluegreen";
        }
    }

    /**
     * A few pods first.
     *
     * @param steps the shares in percent, ascending, each 1 to 99
     * @param pause how long each share is watched before the next
     * @param route where the requests are shared out
     * @param matches requests that all go to the candidate; with any of them the first share may be none of the others
     */
    record Canary(List<Integer> steps, Duration pause, RouteChoice route, List<RequestMatch> matches)
            implements Strategy {
        public static final List<Integer> STEPS = List.of(5, 20, 50);
        public static final Duration PAUSE = Duration.ofMinutes(2);

        public Canary {
            steps = List.copyOf(steps);
            matches = List.copyOf(matches);
            int least = matches.isEmpty() ? 1 : 0;
            for (int i = 0; i < steps.size(); i++) {
                int percent = steps.get(i);
                if (percent < least || percent > 99 || i > 0 && percent <= steps.get(i - 1)) {
                    throw new OpsException(
                            FailureKind.USAGE,
                            "the steps of a canary are ascending shares of 1% to 99%, e.g. 5%,20%,50%;"
                                    + " its promotion follows the last");
                }
            }
            if (steps.isEmpty()) {
                throw new OpsException(FailureKind.USAGE, "a canary needs a step, e.g. 10%");
            }
            if (route == RouteChoice.REPLICAS && !matches.isEmpty()) {
                throw new OpsException(
                        FailureKind.USAGE, "requests are matched by a route; the number of pods tells none apart");
            }
        }

        /** By whatever the cluster has. */
        public Canary(List<Integer> steps, Duration pause) {
            this(steps, pause, RouteChoice.AUTO, List.of());
        }

        /** The same by routes of that kind, with these requests for the candidate. */
        public Canary by(RouteChoice kind, List<RequestMatch> requests) {
            return new Canary(steps, pause, kind, requests);
        }

        /**
         * Reads the shares of the steps.
         *
         * @param steps e.g. {@code 5%}; the sign may be missing
         * @throws OpsException of kind USAGE
         */
        public static Canary of(List<String> steps, Duration pause) {
            return of(steps, pause, RouteChoice.AUTO, List.of());
        }

        /**
         * Reads the shares of the steps.
         *
         * @param steps e.g. {@code 5%}; the sign may be missing
         * @throws OpsException of kind USAGE
         */
        public static Canary of(List<String> steps, Duration pause, RouteChoice route, List<RequestMatch> matches) {
            List<Integer> shares = new ArrayList<>();
            for (String step : steps) {
                if (!step.strip().matches("\\d{1,2}%?")) {
                    throw new OpsException(
                            FailureKind.USAGE, "'" + step + "' is no share of a canary; write e.g. 5%,20%,50%");
                }
                shares.add(Integer.parseInt(step.strip().replace("%", "")));
            }
            return new Canary(shares, pause, route, matches);
        }

        @Override
        public String name() {
            return "canary";
        }
    }
}
