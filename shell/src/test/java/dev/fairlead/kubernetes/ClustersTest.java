package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClustersTest {
    private static final String FIRST = """
            # mine
            apiVersion: v1
            kind: Config
            current-context: dev # for now
            clusters:
            - name: dev
              cluster: {server: "https://dev:6443"}
            users: []
            contexts:
            - name: dev
              context: {cluster: dev, user: me} # flow
            - name: shared
              context:
                cluster: dev
                user: first
            """;
    private static final String SECOND = """
            current-context: other
            clusters:
            - name: dev
              cluster: {server: "https://never:6443"}
            contexts:
            - name: shared
              context: {cluster: dev, user: second}
            - name: other
              context: {cluster: dev, user: me, namespace: web}
            """;

    @TempDir
    private Path home;

    @Test
    void theFirstFileThatNamesAThingWins() throws IOException {
        try (Clusters clusters = clusters()) {
            assertEquals(
                    List.of("dev me default *", "shared first default", "other me web"),
                    clusters.contexts().stream()
                            .map(c -> c.name() + " " + c.user() + " " + c.namespace() + (c.current() ? " *" : ""))
                            .toList());
            assertEquals("https://dev:6443", clusters.contexts().get(2).server());
        }
    }

    @Test
    void savingChangesOnlyTheValuesAndKeepsCommentsAndPermissions() throws IOException {
        try (Clusters clusters = clusters()) {
            Files.setPosixFilePermissions(home.resolve("first"), PosixFilePermissions.fromString("rw-r-----"));
            clusters.use("dev", Optional.of("team"));
            assertEquals(List.of(home.resolve("first")), clusters.save());
            String saved = FIRST.replace("{cluster: dev, user: me}", "{namespace: team, cluster: dev, user: me}");
            assertEquals(saved, Files.readString(home.resolve("first")));
            assertEquals(
                    "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("first"))));
            clusters.use("other", Optional.of("prod"));
            clusters.save();
            assertEquals(
                    saved.replace("current-context: dev #", "current-context: other #"),
                    Files.readString(home.resolve("first")));
            assertEquals(SECOND.replace("namespace: web", "namespace: prod"), Files.readString(home.resolve("second")));
            clusters.use("shared", Optional.of("a"));
            clusters.save();
            assertEquals("a", clusters.current().map(KubeContext::namespace).orElseThrow());
        }
    }

    @Test
    void aBrokenKubeconfigIsNamedByFileLineAndColumn() throws IOException {
        Files.writeString(home.resolve("first"), "clusters: [\n");
        Files.writeString(home.resolve("second"), "");
        try (Clusters clusters = open()) {
            OpsException failure = assertThrows(OpsException.class, clusters::contexts);
            assertEquals(FailureKind.INVALID, failure.kind());
            assertEquals(
                    "the kubeconfig is not valid: " + home.resolve("first")
                            + ":2:1: expected the node content, but found '<stream end>'",
                    failure.message());
        }
    }

    private Clusters clusters() throws IOException {
        Files.writeString(home.resolve("first"), FIRST);
        Files.writeString(home.resolve("second"), SECOND);
        return open();
    }

    private Clusters open() {
        Map<String, String> environment =
                Map.of("KUBECONFIG", home.resolve("first") + ":" + home.resolve("none") + ":" + home.resolve("second"));
        return new Clusters(Settings.of(environment, home, home), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
