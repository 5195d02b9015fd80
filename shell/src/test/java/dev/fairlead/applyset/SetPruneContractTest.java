package dev.fairlead.applyset;

import static dev.fairlead.applyset.SetManifests.config;
import static dev.fairlead.applyset.SetManifests.deployment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sets delete, and what they leave alone, on a real cluster. */
@AtOnce
@NeedsCluster
final class SetPruneContractTest {
    private static final UnaryOperator<ApplySetRequest> PRUNE = request -> request.prune(true);
    private static final UnaryOperator<ApplySetRequest> ASKING =
            request -> request.with(ApplySetRequest.Wish.PRUNE, true);
    private static final UnaryOperator<ApplySetRequest> WITH_DATA =
            request -> request.prune(true).pruneData(true);
    private static final UnaryOperator<ApplySetRequest> TAKING_OVER = request -> request.takeOver(true);

    @TempDir
    private Path directory;

    private SetSandbox sandbox;

    @BeforeEach
    void makeASandbox() {
        sandbox = new SetSandbox(directory);
    }

    @AfterEach
    void removeIt() {
        Thread.interrupted();
        sandbox.close();
    }

    @Test
    void withoutPruneTheRestIsToldAndStaysInTheInventory() {
        sandbox.apply("shop", config("web", "1") + config("old", "1"));
        ApplySetResult result = sandbox.apply("shop", config("web", "1"));
        assertEquals("not pruned", outcome(result, "configmap/old"));
        assertTrue(
                sandbox.talk.stream()
                        .anyMatch(line -> line.matches("warning: no longer in the manifests: configmap/old in .*; to"
                                + " delete: rollout apply shop -f .* --prune")),
                sandbox.talk::toString);
        assertTrue(sandbox.has("api/v1", "configmaps/old"));
        assertEquals(List.of("configmap/web", "configmap/old"), sandbox.inventory("shop"));
    }

    @Test
    void withPruneItIsDeletedAndLeavesTheInventory() {
        sandbox.apply("shop", config("web", "1") + config("old", "1"));
        ApplySetResult result = sandbox.apply("shop", config("web", "1"), PRUNE);
        assertEquals("pruned", outcome(result, "configmap/old"));
        assertFalse(sandbox.has("api/v1", "configmaps/old"));
        assertEquals(List.of("configmap/web"), sandbox.inventory("shop"));
        assertEquals(List.of(), sandbox.questions);
    }

    @Test
    void itIsAskedForBeforeAnythingIsChanged() {
        sandbox.apply("shop", config("web", "1") + config("old", "1"));
        OpsException nobody = assertThrows(OpsException.class, () -> sandbox.apply("shop", config("web", "2"), ASKING));
        assertEquals(FailureKind.USAGE, nobody.kind());
        assertTrue(nobody.hints().get(0).endsWith(" --prune --yes"), nobody.hints()::toString);
        sandbox.answering(false);
        assertThrows(Cancelled.class, () -> sandbox.apply("shop", config("web", "2"), ASKING));
        assertEquals("1", sandbox.get("api/v1", "configmaps/web").at("/data/a").asText());
        sandbox.answering(true);
        sandbox.apply("shop", config("web", "2"), ASKING);
        assertFalse(sandbox.has("api/v1", "configmaps/old"));
        assertTrue(
                sandbox.questions
                        .get(2)
                        .matches("context \\S+: delete configmap/old in \\S+, which set shop no longer has\\?"),
                sandbox.questions::toString);
    }

    @Test
    void nothingIsPrunedWhileTheSetIsNotWell() {
        sandbox.apply("shop", config("web", "1") + config("old", "1"));
        assertThrows(
                ApplySetFailed.class,
                () -> sandbox.apply("shop", config("web", "1") + deployment("missing", 1), PRUNE));
        assertTrue(sandbox.has("api/v1", "configmaps/old"));
        assertTrue(sandbox.inventory("shop").contains("configmap/old"));
    }

    @Test
    void dataIsKeptUnlessItIsSaid() {
        sandbox.apply("shop", config("web", "1") + SetManifests.CLAIM);
        ApplySetResult kept = sandbox.apply("shop", config("web", "1"), PRUNE);
        assertEquals("kept", outcome(kept, "persistentvolumeclaim/data"));
        assertTrue(sandbox.has("api/v1", "persistentvolumeclaims/data"));
        ApplySetResult gone = sandbox.apply("shop", config("web", "1"), WITH_DATA);
        assertEquals("pruned", outcome(gone, "persistentvolumeclaim/data"));
        assertFalse(sandbox.has("api/v1", "persistentvolumeclaims/data"));
    }

    @Test
    void anObjectThatWasMadeAnewIsLeftAlone() {
        sandbox.apply("shop", config("web", "1") + config("old", "1"));
        sandbox.delete("api/v1", "configmaps/old");
        sandbox.create("api/v1", "configmaps", "{apiVersion: v1, kind: ConfigMap, metadata: {name: old}}");
        ApplySetResult result = sandbox.apply("shop", config("web", "1"), PRUNE);
        assertEquals("left", outcome(result, "configmap/old"));
        assertTrue(sandbox.has("api/v1", "configmaps/old"));
        assertEquals(List.of("configmap/web"), sandbox.inventory("shop"));
    }

    @Test
    void twoSetsCannotHaveTheSameObjectUnlessOneTakesItOver() {
        sandbox.apply("one", config("web", "1") + config("other", "1"));
        OpsException conflict =
                assertThrows(OpsException.class, () -> sandbox.apply("two", config("new", "1") + config("web", "2")));
        assertEquals(FailureKind.CONFLICT, conflict.kind());
        assertTrue(
                conflict.details().get(0).endsWith("belongs to set " + sandbox.namespace + "/one"),
                conflict.details()::toString);
        assertFalse(sandbox.has("api/v1", "configmaps/new"));
        assertFalse(sandbox.has("api/v1", "configmaps/fairlead-set-two"));

        sandbox.apply("two", config("web", "2"), TAKING_OVER);
        ApplySetResult result = sandbox.apply("one", config("other", "1"), PRUNE);
        assertEquals("left", outcome(result, "configmap/web"));
        assertEquals("2", sandbox.get("api/v1", "configmaps/web").at("/data/a").asText());
        assertEquals(List.of("configmap/other"), sandbox.inventory("one"));
    }

    /** As if the process were killed: nothing is caught, nothing is tidied up. */
    @Test
    void whatWasMadeBeforeACrashIsKnownToTheNextRun() {
        sandbox.listening(after("configmap/first created", () -> {
            throw new Killed();
        }));
        assertThrows(Killed.class, () -> sandbox.apply("shop", config("first", "1") + config("second", "1")));
        assertTrue(sandbox.has("api/v1", "configmaps/first"));
        assertFalse(sandbox.has("api/v1", "configmaps/second"));
        assertEquals(List.of("configmap/first", "configmap/second"), sandbox.inventory("shop"));

        sandbox.listening(ProgressListener.SILENT);
        ApplySetResult result = sandbox.apply("shop", config("third", "1"), PRUNE);
        assertEquals("pruned", outcome(result, "configmap/first"));
        assertFalse(sandbox.has("api/v1", "configmaps/first"));
        assertEquals(List.of("configmap/third"), sandbox.inventory("shop"));
    }

    @Test
    void anInterruptionSaysHowFarItCameAndTheSameLineGoesOn() {
        String manifests = config("first", "1") + config("second", "1");
        sandbox.listening(
                after("configmap/first created", () -> Thread.currentThread().interrupt()));
        Cancelled cancelled = assertThrows(Cancelled.class, () -> sandbox.apply("shop", manifests));
        Thread.interrupted();
        assertTrue(cancelled.message().endsWith("1 of 2 objects of set shop were applied"), cancelled.message());
        assertTrue(cancelled.hints().get(0).startsWith("rollout apply shop -f "), cancelled.hints()::toString);

        sandbox.listening(ProgressListener.SILENT);
        ApplySetResult result = sandbox.apply("shop", manifests);
        assertEquals("unchanged", outcome(result, "configmap/first"));
        assertEquals("created", outcome(result, "configmap/second"));
    }

    @Test
    void aConfigMapThatIsNoInventoryIsNotOverwritten() {
        sandbox.create(
                "api/v1", "configmaps", "{apiVersion: v1, kind: ConfigMap, metadata: {name: fairlead-set-shop}}");
        OpsException refused = assertThrows(OpsException.class, () -> sandbox.apply("shop", config("web", "1")));
        assertEquals(FailureKind.CONFLICT, refused.kind());
        assertFalse(sandbox.has("api/v1", "configmaps/web"));
    }

    @Test
    void aRunThatOvertakesAnotherMakesThatOneStop() {
        sandbox.listening(after(
                "configmap/web created",
                () -> sandbox.patch(
                        "api/v1", "configmaps/fairlead-set-shop", "{metadata: {annotations: {touched: 'yes'}}}")));
        ApplySetFailed failed = assertThrows(ApplySetFailed.class, () -> sandbox.apply("shop", config("web", "1")));
        assertEquals(FailureKind.CONFLICT, failed.kind());
        assertTrue(failed.message().contains("somebody else applies set shop"), failed.message());
    }

    private static ProgressListener after(String title, Runnable then) {
        return event -> {
            if (event instanceof ProgressEvent.Finished finished
                    && finished.title().equals(title)) {
                then.run();
            }
        };
    }

    private static String outcome(ApplySetResult result, String object) {
        return result.objects().stream()
                .filter(row -> row.object().toString().equals(object))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private static final class Killed extends Error {}
}
