package dev.fairlead;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real parts that tests run on, as the environment names them: a Docker Engine, a throw-away cluster and two
 * registries that both can reach, one open and one that asks for user {@code dev} and password {@code devpass}.
 */
public final class RealParts {
    private RealParts() {}

    /** {@code host:port} of the open registry; it holds {@code library/busybox:1.35}. */
    public static String registry() {
        return variable("FAIRLEAD_IT_REGISTRY").orElseThrow();
    }

    /** {@code host:port} of the registry with login. */
    public static String authRegistry() {
        return variable("FAIRLEAD_IT_AUTH_REGISTRY").orElseThrow();
    }

    /** A kubeconfig whose user may only read, where there is one. */
    public static Optional<String> viewerKubeconfig() {
        return variable("FAIRLEAD_IT_VIEWER_KUBECONFIG");
    }

    /** The local socket of the engine. */
    public static Path engineSocket() {
        return Path.of(
                variable("DOCKER_HOST").orElse("unix:///var/run/docker.sock").replaceFirst("^unix://", ""));
    }

    /** The address of a second, modern Docker Engine, as DOCKER_HOST takes it, where there is one. */
    public static Optional<String> modernEngine() {
        return variable("FAIRLEAD_IT_MODERN_ENGINE");
    }

    /**
     * The variables that a {@link Shell} on the real parts needs. Most images here have no probes, and few tests are about
     * how long such pods are looked at.
     */
    public static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of("FAIRLEAD_ROLLOUT_STABLE", "2s"));
        for (String name : new String[] {"KUBECONFIG", "DOCKER_HOST", "PATH"}) {
            variable(name).ifPresent(value -> environment.put(name, value));
        }
        return environment;
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    static final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<String> missing = missing(context);
            if (missing.isEmpty() || context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("the real parts are there");
            }
            String why = "skipped " + context.getDisplayName() + ": set " + missing.get();
            System.out.println(why);
            return ConditionEvaluationResult.disabled(why);
        }

        private static Optional<String> missing(ExtensionContext context) {
            if (!"1".equals(System.getenv("FAIRLEAD_IT"))) {
                return Optional.of("FAIRLEAD_IT=1 with a throw-away cluster in KUBECONFIG, a Docker Engine, and"
                        + " registries in FAIRLEAD_IT_REGISTRY and FAIRLEAD_IT_AUTH_REGISTRY");
            }
            if (context.getTags().contains("cluster") && variable("KUBECONFIG").isEmpty()) {
                return Optional.of("KUBECONFIG to the kubeconfig of a throw-away cluster");
            }
            return variable("FAIRLEAD_IT_REGISTRY").isEmpty()
                            || variable("FAIRLEAD_IT_AUTH_REGISTRY").isEmpty()
                    ? Optional.of("FAIRLEAD_IT_REGISTRY and FAIRLEAD_IT_AUTH_REGISTRY to registries (host:port)")
                    : Optional.empty();
        }
    }
}
