package dev.fairlead.rollout.model;

import dev.fairlead.kubernetes.ClusterScope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What {@code rollout deploy} is to make or change. What is empty is left as it is on an existing Deployment, and gets
 * its default on a new one.
 *
 * @param name of the Deployment and the Service
 * @param image the container's image; empty for the one that an existing Deployment has
 * @param container which container to change; needed only where a Deployment has several
 * @param port the container's port; a Service is made for it
 * @param servicePort the Service's port; the container's if empty
 * @param replicas how many pods; 1 if empty on a new Deployment
 * @param env variables to set
 * @param requests cpu and memory requests, by resource name
 * @param limits cpu and memory limits, by resource name
 * @param readinessPath an HTTP path that answers 2xx or 3xx when the pod can take requests
 * @param livenessPath an HTTP path that answers so long as the pod need not be restarted
 * @param startupPath an HTTP path that answers once the app has started
 * @param drain how long a pod that is to go still serves; 5 s for a new Deployment with a port
 * @param maxSurge pods above the desired count during an update: a number or a percentage
 * @param maxUnavailable pods below the desired count during an update: a number or a percentage
 * @param pullSecret the Secret that holds the registry's credentials
 * @param runAsUser the numeric user that the container runs as
 * @param allowRoot whether a new Deployment leaves out the rules that forbid root and privileges
 * @param createNamespace whether a missing namespace is made
 * @param changeCause recorded with the revision
 * @param dryRun whether the server only checks the change
 */
public record DeployRequest(
        ClusterScope scope,
        String name,
        String image,
        Optional<String> container,
        Optional<Integer> port,
        Optional<Integer> servicePort,
        Optional<Integer> replicas,
        Map<String, String> env,
        Map<String, String> requests,
        Map<String, String> limits,
        Optional<String> readinessPath,
        Optional<String> livenessPath,
        Optional<String> startupPath,
        Optional<Duration> drain,
        Optional<String> maxSurge,
        Optional<String> maxUnavailable,
        Optional<String> pullSecret,
        Optional<Long> runAsUser,
        boolean allowRoot,
        boolean createNamespace,
        Optional<String> changeCause,
        boolean dryRun,
        WaitRules rules) {

    public DeployRequest {
        env = Map.copyOf(env);
        requests = Map.copyOf(requests);
        limits = Map.copyOf(limits);
    }

    /** Whether anything of the container is to be other than it is. */
    public boolean changesContainer() {
        boolean probes = readinessPath.isPresent() || livenessPath.isPresent() || startupPath.isPresent();
        boolean resources = !requests.isEmpty() || !limits.isEmpty();
        return !image.isBlank() || port.isPresent() || !env.isEmpty() || resources || probes || drain.isPresent();
    }

    /** The same somewhere else. */
    public DeployRequest in(ClusterScope place) {
        return with(place, dryRun);
    }

    /** The same, but the server only checks it. */
    public DeployRequest asDryRun() {
        return with(scope, true);
    }

    private DeployRequest with(ClusterScope place, boolean checked) {
        return new DeployRequest(
                place,
                name,
                image,
                container,
                port,
                servicePort,
                replicas,
                env,
                requests,
                limits,
                readinessPath,
                livenessPath,
                startupPath,
                drain,
                maxSurge,
                maxUnavailable,
                pullSecret,
                runAsUser,
                allowRoot,
                createNamespace,
                changeCause,
                checked,
                rules);
    }

    /** Begins a request; the image must be set for a new Deployment. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Sets what a request is to have; each method returns the builder. */
    public static final class Builder {
        private final String name;
        private final Map<String, String> env = new LinkedHashMap<>();
        private final Map<String, String> requests = new LinkedHashMap<>();
        private final Map<String, String> limits = new LinkedHashMap<>();
        private ClusterScope scope = ClusterScope.CURRENT;
        private String image = "";
        private Optional<String> container = Optional.empty();
        private Optional<Integer> port = Optional.empty();
        private Optional<Integer> servicePort = Optional.empty();
        private Optional<Integer> replicas = Optional.empty();
        private Optional<String> readinessPath = Optional.empty();
        private Optional<String> livenessPath = Optional.empty();
        private Optional<String> startupPath = Optional.empty();
        private Optional<Duration> drain = Optional.empty();
        private Optional<String> maxSurge = Optional.empty();
        private Optional<String> maxUnavailable = Optional.empty();
        private Optional<String> pullSecret = Optional.empty();
        private Optional<Long> runAsUser = Optional.empty();
        private Optional<String> changeCause = Optional.empty();
        private WaitRules settled = WaitRules.DEFAULT;
        private UnaryOperator<WaitRules> rules = UnaryOperator.identity();
        private boolean allowRoot;
        private boolean createNamespace;
        private boolean dryRun;

        private Builder(String name) {
            this.name = name;
        }

        /** Somewhere else. */
        public Builder scope(ClusterScope value) {
            scope = value;
            return this;
        }

        /** In that namespace. */
        public Builder namespace(String value) {
            scope = scope.inNamespace(value);
            return this;
        }

        /** The image to run; an existing Deployment keeps its own without it. */
        public Builder image(String value) {
            image = value;
            return this;
        }

        /** Which container, where there are several. */
        public Builder container(String value) {
            container = Optional.of(value);
            return this;
        }

        /** The port that the container listens on; makes a Service. */
        public Builder port(int value) {
            port = Optional.of(value);
            return this;
        }

        /** The Service's port; the container's if not said. */
        public Builder servicePort(int value) {
            servicePort = Optional.of(value);
            return this;
        }

        /** How many pods; 1 for a new Deployment if not said. */
        public Builder replicas(int value) {
            replicas = Optional.of(value);
            return this;
        }

        /** Sets a variable. */
        public Builder env(String variable, String value) {
            env.put(variable, value);
            return this;
        }

        /** What a pod is sure of: {@code cpu}, e.g. {@code 250m}, or {@code memory}, e.g. {@code 128Mi}. */
        public Builder request(String resource, String quantity) {
            requests.put(resource, quantity);
            return this;
        }

        /** What a pod may use at most: {@code cpu}, e.g. {@code 500m}, or {@code memory}, e.g. {@code 256Mi}. */
        public Builder limit(String resource, String quantity) {
            limits.put(resource, quantity);
            return this;
        }

        /** Ready when this HTTP path answers. */
        public Builder readiness(String path) {
            readinessPath = Optional.of(path);
            return this;
        }

        /** Restarted when this HTTP path stops answering. */
        public Builder liveness(String path) {
            livenessPath = Optional.of(path);
            return this;
        }

        /** Started when this HTTP path answers first. */
        public Builder startup(String path) {
            startupPath = Optional.of(path);
            return this;
        }

        /** How long a pod that is to go still serves; zero for not at all. */
        public Builder drain(Duration value) {
            drain = Optional.of(value);
            return this;
        }

        /** Pods above the count during an update: a number or a percentage. */
        public Builder maxSurge(String value) {
            maxSurge = Optional.of(value);
            return this;
        }

        /** Pods below the count during an update: a number or a percentage. */
        public Builder maxUnavailable(String value) {
            maxUnavailable = Optional.of(value);
            return this;
        }

        /** The Secret with the registry's credentials. */
        public Builder pullSecret(String value) {
            pullSecret = Optional.of(value);
            return this;
        }

        /** Runs as this numeric user. */
        public Builder runAsUser(long value) {
            runAsUser = Optional.of(value);
            return this;
        }

        /** Whether a new Deployment leaves out the rules that forbid root and privileges. */
        public Builder allowRoot(boolean value) {
            allowRoot = value;
            return this;
        }

        /** Whether a missing namespace is made. */
        public Builder createNamespace(boolean value) {
            createNamespace = value;
            return this;
        }

        /** Why, for the history. */
        public Builder changeCause(String value) {
            changeCause = Optional.of(value);
            return this;
        }

        /** Whether the server only checks the change. */
        public Builder dryRun(boolean value) {
            dryRun = value;
            return this;
        }

        /** How it is followed where nothing else is said of it. */
        public Builder settled(WaitRules value) {
            settled = value;
            return this;
        }

        /** How it is followed. */
        public Builder rules(WaitRules value) {
            rules = before -> value;
            return this;
        }

        /** Gives up waiting after so long. */
        public Builder timeout(Duration value) {
            UnaryOperator<WaitRules> before = rules;
            rules = begun -> before.apply(begun).withLimit(value);
            return this;
        }

        /** The request as it is now. */
        public DeployRequest build() {
            return build(ClusterScope.CURRENT, UnaryOperator.identity());
        }

        /**
         * The request as it is now, for somebody who carries it out.
         *
         * @param place where, as far as the request leaves it open
         * @param patience how it is followed, as far as the request does not say it itself
         */
        public DeployRequest build(ClusterScope place, UnaryOperator<WaitRules> patience) {
            return new DeployRequest(
                    scope.within(place),
                    name,
                    image,
                    container,
                    port,
                    servicePort,
                    replicas,
                    env,
                    requests,
                    limits,
                    readinessPath,
                    livenessPath,
                    startupPath,
                    drain,
                    maxSurge,
                    maxUnavailable,
                    pullSecret,
                    runAsUser,
                    allowRoot,
                    createNamespace,
                    changeCause,
                    dryRun,
                    rules.apply(patience.apply(settled)));
        }
    }
}
