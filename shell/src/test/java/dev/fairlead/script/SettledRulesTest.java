package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.script.api.RolloutApi;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettledRulesTest {
    @Test
    void aScriptsDeployIsAsPatientAsTheUserSettled() {
        RolloutApi rollout = rollout("4");
        assertEquals(
                4,
                rollout.named("web")
                        .image("team/web:v1")
                        .build()
                        .rules()
                        .tolerances()
                        .restarts());
    }

    @Test
    void whatARequestSaysItselfHoldsBeforeWhatCarriesItOut() {
        DeployRequest.Builder begun = rollout("4")
                .waiting(rules -> rules.pending(Duration.ofSeconds(7)))
                .named("web");
        WaitRules untold = begun.build(
                        ClusterScope.CURRENT, rules -> rules.restarts(1).timeout(Duration.ofHours(1)))
                .rules();
        assertEquals(1, untold.tolerances().restarts());
        assertEquals(Duration.ofSeconds(7), untold.tolerances().pending());
        assertEquals(Duration.ofHours(1), untold.limit());
        WaitRules told = begun.timeout(Duration.ofMinutes(5))
                .build(ClusterScope.CURRENT, rules -> rules.noWait().timeout(Duration.ofHours(1)))
                .rules();
        assertEquals(Duration.ofMinutes(5), told.limit());
        assertFalse(told.follow());
    }

    @Test
    void aRequestGoesWhereItSaysAndElseWhereItIsCarriedOut() {
        ClusterScope shop = ClusterScope.namespace("shop").inContext("prod");
        DeployRequest.Builder open = DeployRequest.named("web");
        assertEquals(shop, open.build(shop, rules -> rules).scope());
        assertEquals(ClusterScope.CURRENT, open.build().scope(), "carrying it out once leaves it as open as it was");
        assertEquals(
                shop.inNamespace("own"),
                DeployRequest.named("web")
                        .namespace("own")
                        .build(shop, rules -> rules)
                        .scope());
    }

    @Test
    void aScriptHearsOfASettingThatIsNone() {
        OpsException failed =
                assertThrows(OpsException.class, () -> rollout("many").follow("deployment/web"));
        assertTrue(failed.message().startsWith("$FAIRLEAD_ROLLOUT_RESTARTS: "), failed.message());
    }

    private static RolloutApi rollout(String restarts) {
        return TestApi.services(Map.of("FAIRLEAD_ROLLOUT_RESTARTS", restarts))
                .listening(ProgressListener.SILENT)
                .rollout();
    }
}
