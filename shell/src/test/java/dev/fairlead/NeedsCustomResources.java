package dev.fairlead;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs on a throw-away API server that custom resources can be defined on and stored in; there need be no nodes and no
 * controllers. A Kubernetes 1.20 that was built with a newer Go stores them and then breaks.
 */
@Tag("cluster")
@ExtendWith(NeedsCustomResources.Condition.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsCustomResources {
    /** Names the kubeconfig. */
    String VARIABLE = "FAIRLEAD_IT_CUSTOM_RESOURCES";

    final class Condition implements ExecutionCondition {
        public static Optional<String> kubeconfig() {
            return Optional.ofNullable(System.getenv(VARIABLE)).filter(value -> !value.isBlank());
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (kubeconfig().isPresent() || context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("custom resources can be stored");
            }
            String why = "skipped " + context.getDisplayName() + ": set " + VARIABLE
                    + " to the kubeconfig of a throw-away API server that stores custom resources";
            System.out.println(why);
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
