package dev.fairlead.rollout.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved before a rollout that went wrong is undone. */
@AtOnce
@NeedsCluster
final class EvidenceFolderContractTest {
    private static ScratchNamespace namespace;

    @TempDir
    private Path state;

    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("evidence");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void whatTellsOfAFailureIsSavedBeforeItIsUndone() throws IOException {
        broken("saved");
        undo("saved", state, true);

        Path folder = only(state.resolve("evidence"));
        assertTrue(folder.toString().endsWith("Z-" + namespace.name + "-deployment-saved"), folder.toString());
        assertTrue(notes.get(0).endsWith(" in " + folder), notes::toString);
        assertTrue(Files.readString(folder.resolve("workload.yaml")).contains("exit 3"));
        assertTrue(Files.readString(folder.resolve("verdict.yaml")).contains(namespace.name));
        assertTrue(Files.size(folder.resolve("events.yaml")) > 0);
        assertTrue(Files.readString(folder.resolve("revisions.yaml")).contains("ReplicaSet"));
        assertTrue(Files.readString(folder.resolve("pods.yaml")).contains("exit 3"));
        assertEquals(2, logs(folder).size(), () -> logs(folder).toString());
        assertTrue(
                logs(folder).stream().allMatch("no database\n"::equals),
                () -> logs(folder).toString());
    }

    @Test
    void aPlaceThatCannotBeWrittenCostsAWarningOnly() throws IOException {
        broken("unsaved");
        Path file = Files.writeString(state.resolve("file"), "");
        RolloutResult result = undo("unsaved", file, true);

        assertEquals("undone to revision 1", result.changes().get(0).outcome());
        assertTrue(warnings.get(0).contains("could not be saved"), warnings::toString);
    }

    @Test
    void nothingIsSavedWhereItIsNotWanted() {
        broken("unwanted");
        undo("unwanted", state, false);

        assertFalse(Files.exists(state.resolve("evidence")));
    }

    private RolloutResult undo(String name, Path stateDirectory, boolean evidence) {
        RolloutService rollouts = ScratchNamespace.service(namespace.clusters, new Journal(stateDirectory, "tester"));
        UndoRequest request = UndoRequest.of(ClusterScope.namespace(namespace.name), WorkloadRef.deployment(name))
                .following(WaitRules.LOOK_ONCE);
        return rollouts.undo(evidence ? request : request.withoutEvidence(), event -> {
            if (event instanceof ProgressEvent.Note note) {
                notes.add(note.text());
            } else if (event instanceof ProgressEvent.Warning warning) {
                warnings.add(warning.text());
            }
        });
    }

    /** A Deployment whose second revision has crashed and runs again. */
    private static void broken(String name) {
        namespace.create("deployments", deployment(name, "sleep 3600"));
        ScratchNamespace.await(() -> revisions(name) == 1);
        namespace.patch(
                "deployments",
                name,
                "spec: {template: {spec: {containers: [{name: app, command: [sh, -c, '%s']}]}}}"
                        .formatted("echo no database; if [ -e /seen/1 ]; then sleep 3600; fi; touch /seen/1; exit 3")
                        .replace("'", "\""));
        ScratchNamespace.await(() -> revisions(name) == 2);
        ScratchNamespace.await(() -> namespace.client().client().pods().list().getItems().stream()
                .filter(pod -> pod.getMetadata().getName().startsWith(name))
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .anyMatch(status ->
                        status.getRestartCount() > 0 && status.getState().getRunning() != null));
    }

    private static int revisions(String name) {
        return namespace
                .rollouts
                .history(ClusterScope.namespace(namespace.name), WorkloadRef.deployment(name))
                .size();
    }

    private static String deployment(String name, String command) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  minReadySeconds: 300
                  strategy: {type: Recreate}
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      volumes: [{name: seen, emptyDir: {}}]
                      containers:
                      - {name: app, image: '%s', command: [sh, -c, '%s'], volumeMounts: [{name: seen, mountPath: /seen}]}
                """.formatted(name, RealParts.registry() + "/library/busybox:1.35", command);
    }

    private static Path only(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            List<Path> all = children.toList();
            assertEquals(1, all.size(), all::toString);
            return all.get(0);
        }
    }

    private static List<String> logs(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> logs = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                logs.add(Files.readString(file));
            }
            return logs;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
