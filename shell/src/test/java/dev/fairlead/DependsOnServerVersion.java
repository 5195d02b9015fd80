package dev.fairlead;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Beside {@link NeedsCluster}: what is tested depends on the version of the server or of its node. The build runs these
 * tests once more on the cluster in {@code FAIRLEAD_IT_SECOND_KUBECONFIG}, where that is set.
 */
@Tag("versions")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DependsOnServerVersion {}
