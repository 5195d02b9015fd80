package dev.fairlead.applyset;

import static dev.fairlead.applyset.SetManifests.config;
import static dev.fairlead.applyset.SetManifests.deployment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration that changes and counts that others own, on a real cluster. */
@AtOnce
@NeedsCluster
final class SetConfigContractTest {
    private static final UnaryOperator<ApplySetRequest> RESTARTING = request -> request.restartOnConfig(true);

    @TempDir
    private Path directory;

    private SetSandbox sandbox;

    @BeforeEach
    void makeASandbox() {
        sandbox = new SetSandbox(directory);
    }

    @AfterEach
    void removeIt() {
        sandbox.close();
    }

    @Test
    void podsThatKeepOldValuesAreToldOfWithTheLineThatRestartsThem() {
        sandbox.apply("shop", config("web", "1") + deployment("1.35", 1));
        sandbox.apply("shop", config("web", "2") + deployment("1.35", 1));
        assertEquals(List.of(stale()), warnings());
        sandbox.apply("shop", config("web", "2") + deployment("1.35", 1));
        assertEquals(List.of(), warnings());
    }

    @Test
    void aChangeThatACrashCameAfterIsStillToldOf() {
        sandbox.apply("shop", config("web", "1") + deployment("1.35", 1));
        sandbox.listening(event -> {
            if (event instanceof ProgressEvent.Finished finished
                    && finished.title().equals("configmap/web configured")) {
                throw new Killed();
            }
        });
        assertThrows(Killed.class, () -> sandbox.apply("shop", config("web", "2") + deployment("1.35", 1)));
        sandbox.listening(ProgressListener.SILENT);
        sandbox.apply("shop", config("web", "2") + deployment("1.35", 1));
        assertEquals(List.of(stale()), warnings());
    }

    @Test
    void podsAreMadeAnewWhereItIsAskedForAndOnlyWhenTheConfigurationChanges() {
        sandbox.apply("shop", config("web", "1") + deployment("1.35", 1), RESTARTING);
        String first = checksum();
        sandbox.apply("shop", config("web", "2") + deployment("1.35", 1), RESTARTING);
        assertEquals(List.of(), warnings());
        assertNotEquals(first, checksum());
        assertEquals("2", revision());
        sandbox.apply("shop", config("web", "2") + deployment("1.35", 1), RESTARTING);
        assertEquals("2", revision());
        sandbox.apply("shop", config("web", "2") + deployment("1.35", 1));
        assertEquals("2", revision());
    }

    @Test
    void theHistorySaysWhoMadeEachRevisionAndItsConfigurationIsKept() {
        sandbox.apply("shop", config("web", "1") + deployment("1.35", 1));
        sandbox.apply("shop", config("web", "2") + deployment("1.35", 1), RESTARTING);
        assertEquals(List.of("tester (fairlead)", "tester (fairlead)"), sandbox.authors());
        int copies = 0;
        for (JsonNode map : sandbox.get("api/v1", "configmaps").path("items")) {
            copies += map.at("/metadata/annotations").has("fairlead.dev/copy-of")
                            || map.at("/metadata/labels").has("fairlead.dev/copy-of")
                    ? 1
                    : 0;
        }
        assertEquals(2, copies);
        ApplySetResult again = sandbox.apply("shop", config("web", "2") + deployment("1.35", 1), RESTARTING);
        assertTrue(again.objects().stream().allMatch(object -> object.outcome().equals("unchanged")), again::toString);
    }

    @Test
    void theCountOfPodsIsLeftToTheAutoscalerThatOwnsIt() {
        String manifests = config("web", "1") + deployment("1.35", 2) + SetManifests.SCALER;
        sandbox.apply("shop", manifests);
        assertEquals(2, replicas());
        sandbox.patch("apis/apps/v1", "deployments/web/scale", "{spec: {replicas: 3}}");
        sandbox.apply("shop", manifests);
        assertTrue(
                sandbox.talk.contains(
                        "deployment.apps/web: replicas 2 is left out, horizontalpodautoscaler/web owns the count"),
                sandbox.talk::toString);
        assertEquals(3, replicas());
        sandbox.apply("shop", manifests);
        assertEquals(3, replicas());
    }

    private String stale() {
        return "warning: configmap/web changed: pods of deployment/web keep the old values until they restart: rollout"
                + " restart deployment/web -n " + sandbox.namespace;
    }

    private List<String> warnings() {
        return sandbox.talk.stream()
                .filter(line -> line.startsWith("warning: "))
                .toList();
    }

    private String checksum() {
        return sandbox.get("apis/apps/v1", "deployments/web")
                .at("/spec/template/metadata/annotations")
                .path(ConfigUse.CHECKSUM)
                .asText();
    }

    private String revision() {
        return sandbox.get("apis/apps/v1", "deployments/web")
                .at("/metadata/annotations")
                .path("deployment.kubernetes.io/revision")
                .asText();
    }

    private int replicas() {
        return sandbox.get("apis/apps/v1", "deployments/web")
                .at("/spec/replicas")
                .asInt();
    }

    private static final class Killed extends Error {}
}
