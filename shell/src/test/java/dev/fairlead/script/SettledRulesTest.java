package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
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
