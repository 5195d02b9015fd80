package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.FaultProxy.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines whose peer takes what it is asked and never answers. Without a limit of their own they wait for 30 s. */
final class SilentPeersTest {
    @TempDir
    private Path home;

    private FaultProxy peer;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        peer = FaultProxy.before(FaultProxy.NOBODY, request -> Fault.SILENCE);
        Files.writeString(home.resolve("config"), """
                current-context: silent
                clusters: [{name: silent, cluster: {server: 'http://%s'}}]
                contexts: [{name: silent, context: {cluster: silent}}]
                """.formatted(peer.address()));
        Files.createDirectories(home.resolve("context"));
        Files.writeString(home.resolve("context/Dockerfile"), "FROM scratch\nCOPY Dockerfile /f\n");
        Files.writeString(
                home.resolve("web.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: b}\n");
        shell = new Shell(
                home,
                Map.of(
                        "KUBECONFIG",
                        home.resolve("config").toString(),
                        "DOCKER_HOST",
                        "tcp://" + peer.address(),
                        "PATH",
                        "/usr/bin:/bin"));
    }

    @AfterEach
    void stop() {
        shell.close();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster get pods",
                "cluster get pods -w",
                "cluster logs web -f",
                "cluster apply -f MANIFEST",
                "cluster delete pods web",
                "rollout status deployment/web",
                "rollout status -A",
                "rollout wait pods/web --for condition=Ready",
                "rollout deploy web --image web:2",
                "rollout deploy web --image web:2 --strategy canary",
                "rollout apply web -f MANIFEST",
                "rollout undo deployment/web",
                "image ls",
                "image push 127.0.0.1:1/web:1",
                "image pull 127.0.0.1:1/web:1",
                "image tag web 127.0.0.1:1/web:2",
                "image tags PEER/web",
                "build image CONTEXT --builder classic -t web:1"
            })
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void ctrlCEndsTheWait(String line) throws Exception {
        CompletableFuture<Shell.Ran> ran = new CompletableFuture<>();
        Thread runner = new Thread(() -> ran.complete(shell.run(filled(line))));
        runner.start();
        while (peer.asked().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        runner.interrupt();

        Shell.Ran ended = ran.get();
        assertEquals(130, ended.exitCode(), ended.err());
        assertTrue(ended.err().contains("cancelled") || ended.err().contains("stopped"), ended.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster delete pods web --timeout 1s",
                "rollout status deployment/web --timeout 1s",
                "rollout status -A --timeout 1s",
                "rollout wait pods/web --for condition=Ready --timeout 1s",
                "rollout deploy web --image web:2 --timeout 1s",
                "rollout restart deployment/web --timeout 1s",
                "rollout undo deployment/web --timeout 1s"
            })
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLimitHoldsForASilentPeerToo(String line) {
        Shell.Ran ran = shell.run(filled(line));

        assertEquals(5, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains(peer.address() + " does not answer: no answer within"), ran.err());
        assertFalse(ran.err().contains("cancelled"), ran.err());
    }

    private String filled(String line) {
        return line.replace("MANIFEST", home.resolve("web.yaml").toString())
                .replace("CONTEXT", home.resolve("context").toString())
                .replace("PEER", peer.address());
    }
}
