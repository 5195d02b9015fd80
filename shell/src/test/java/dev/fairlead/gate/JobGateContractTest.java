package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AtOnce
@NeedsCluster
final class JobGateContractTest {
    @TempDir
    private static Path directory;

    private static ScratchNamespace namespace;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("job-gate");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void aJobThatCompletesPassesAndIsTakenAway() {
        GateResult result = ask("job " + job("well", "echo smoke; test \"$FROM\" = here"), "well");
        assertEquals(GateAnswer.PASS, result.answer(), result::toString);
        assertTrue(result.message().matches("job/well-\\w{5} is complete"), result.message());
        ScratchNamespace.await(() -> jobs("well").isEmpty());
    }

    @Test
    void aJobThatFailsSaysWhyAndIsTakenAway() {
        GateResult result = ask("job " + job("badly", "echo GET /login answered 500; exit 9"), "badly");
        assertEquals(GateAnswer.FAIL, result.answer(), result::toString);
        assertTrue(String.join("\n", result.details()).contains("GET /login answered 500"), result::toString);
        ScratchNamespace.await(() -> jobs("badly").isEmpty());
    }

    @Test
    void aJobThatFailsIsKeptWhereThatIsWanted() {
        GateResult result = ask("job keep=true " + job("kept", "exit 9"), "kept");
        assertEquals(GateAnswer.FAIL, result.answer(), result::toString);
        assertTrue(result.message().contains("it is kept: cluster logs job/kept-"), result.message());
        JsonNode kept = jobs("kept").get(0);
        assertEquals(
                "kept",
                kept.path("metadata").path("labels").path("fairlead.dev/gate").asText());
        assertEquals(0, kept.path("spec").path("backoffLimit").asInt(-1));
    }

    @Test
    void aJobThatCannotRunSaysNothingOfTheRelease() {
        String file = job("imageless", "exit 0");
        GateSubject subject =
                GateSubject.rolling(namespace.client(), "imageless", RealParts.registry() + "/library/busybox:missing");
        GateResult result = gates().ask(GateSpec.parse("job " + file), subject, ProgressListener.SILENT);
        assertEquals(GateAnswer.NO_DATA, result.answer(), result::toString);
        assertTrue(result.message().contains("cannot pull"), result.message());
    }

    @Test
    void aJobThatTakesTooLongFails() {
        GateResult result = ask("job timeout=4s " + job("slow", "sleep 300"), "slow");
        assertEquals(GateAnswer.FAIL, result.answer(), result::toString);
        ScratchNamespace.await(() -> jobs("slow").isEmpty());
    }

    @Test
    void anInterruptionTakesItAway() throws InterruptedException {
        String file = job("stopped", "sleep 300");
        CompletableFuture<GateResult> ended = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                ended.complete(ask("job " + file, "stopped"));
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        asking.start();
        ScratchNamespace.await(() -> !jobs("stopped").isEmpty());
        asking.interrupt();
        Throwable thrown = assertThrows(CompletionException.class, ended::join).getCause();
        assertTrue(assertInstanceOf(Cancelled.class, thrown).message().endsWith(" is deleted"), thrown.getMessage());
        ScratchNamespace.await(() -> jobs("stopped").isEmpty());
    }

    @Test
    void theServerLooksAtItBeforeAnythingIsChanged() throws IOException {
        check("job " + job("fine", "exit 0"));
        assertEquals(List.of(), jobs("fine"));
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), """
                {apiVersion: batch/v1, kind: Job, metadata: {name: wrong}, spec: {template: {spec: {containers: []}}}}
                """);
        assertRefused(FailureKind.INVALID, "is invalid", "job " + wrong);
        Path pod = Files.writeString(directory.resolve("pod.yaml"), "{apiVersion: v1, kind: Pod, metadata: {name: a}}");
        assertRefused(FailureKind.INVALID, "pod.yaml is not one Job of batch/v1", "job " + pod);
        assertRefused(FailureKind.NOT_FOUND, "there is no file nowhere.yaml", "job nowhere.yaml");
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "kind: Job\n  a: b\n");
        assertRefused(FailureKind.INVALID, "broken.yaml:2:", "job " + broken);
    }

    private static void assertRefused(FailureKind kind, String message, String gate) {
        OpsException failure = assertThrows(OpsException.class, () -> check(gate));
        assertEquals(kind, failure.kind(), failure.message());
        assertTrue(failure.message().contains(message), failure.message());
    }

    private static void check(String gate) {
        GateSubject subject = GateSubject.rolling(namespace.client(), "web", image());
        gates().check(List.of(GateSpec.parse(gate)), subject, ProgressListener.SILENT);
    }

    private static GateResult ask(String gate, String release) {
        GateSubject subject = GateSubject.rolling(namespace.client(), release, image());
        return gates().ask(GateSpec.parse(gate), subject, ProgressListener.SILENT);
    }

    private static Gates gates() {
        return TestGates.with(namespace, Map.of());
    }

    private static String image() {
        return RealParts.registry() + "/library/busybox:1.35";
    }

    private static List<JsonNode> jobs(String release) {
        List<JsonNode> jobs = new ArrayList<>();
        namespace
                .client()
                .get(WrittenPath.of("/apis/batch/v1/namespaces/" + namespace.name
                        + "/jobs?labelSelector=fairlead.dev/gate%3D" + release))
                .path("items")
                .forEach(jobs::add);
        return jobs;
    }

    private static String job(String name, String command) {
        try {
            return Files.writeString(directory.resolve(name + ".yaml"), """
                    apiVersion: batch/v1
                    kind: Job
                    metadata: {name: %s}
                    spec:
                      template:
                        spec:
                          restartPolicy: Never
                          terminationGracePeriodSeconds: 0
                          containers:
                          - name: smoke
                            image: $image
                            env: [{name: FROM, value: here}]
                            command: [sh, -c, '%s']
                    """.formatted(name, command))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
