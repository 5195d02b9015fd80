package dev.fairlead;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts a real browser without a window, the one of {@code chromium}, {@code chromium-browser}, {@code google-chrome} on the path. */
@Tag("browser")
@ExtendWith(NeedsBrowser.Condition.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsBrowser {

    /** Says what is missing. */
    final class Condition implements ExecutionCondition {
        /** The browser's program. */
        public static Optional<Path> program() {
            String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
            return Stream.of("chromium", "chromium-browser", "google-chrome")
                    .flatMap(name -> Pattern.compile(File.pathSeparator)
                            .splitAsStream(path)
                            .map(directory -> Path.of(directory, name)))
                    .filter(Files::isExecutable)
                    .findFirst();
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (program().isPresent() || context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("the browser is there");
            }
            String why = "skipped " + context.getDisplayName() + ": apt-get install chromium";
            System.out.println(why);
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
