package dev.fairlead;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts a real Prometheus, Debian's package of that name. */
@Tag("prometheus")
@ExtendWith(NeedsPrometheus.Condition.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsPrometheus {
    /** Where the package puts the program. */
    String PROGRAM = "/usr/bin/prometheus";

    /** Says what is missing. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Files.isExecutable(Path.of(PROGRAM)) || context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("the program is there");
            }
            String why = "skipped " + context.getDisplayName() + ": apt-get install prometheus";
            System.out.println(why);
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
