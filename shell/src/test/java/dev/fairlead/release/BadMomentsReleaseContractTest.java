package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AtOnce;
import dev.fairlead.FaultProxy;
import dev.fairlead.FaultProxy.Fault;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.TakesLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary before a real API server each of whose requests has a bad moment once. */
@AtOnce
@NeedsCluster
@TakesLong
final class BadMomentsReleaseContractTest {
    private final Bench bench = new Bench(2);

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRequestOfACanaryMayHaveABadMomentOnce(boolean done) throws Exception {
        Fault moment = done ? Fault.DONE_AND_RESET : Fault.status(429, "Retry-After: 0\n", "Too many requests");
        Set<String> met = ConcurrentHashMap.newKeySet();
        try (FaultProxy proxy = proxy()) {
            proxy.meet(request -> request.contains("watch=true") || !met.add(request) ? Fault.NONE : moment);
            try (ReleasingProcess process = release(proxy)) {
                ReleasingProcess.Ended ended = process.end();
                assertEquals(0, ended.exitCode(), ended.said());
            }
        }
        assertEquals(Map.of("v2", 2), bench.served());
    }

    @Test
    void ctrlCEndsACanaryWhoseServerIsSilent() throws Exception {
        try (FaultProxy proxy = proxy();
                ReleasingProcess process = release(proxy)) {
            process.readTo(": pause");
            proxy.meet(request -> Fault.SILENCE);
            process.readTo("waiting for the API server, 5 s");
            process.interrupt();
            ReleasingProcess.Ended ended = process.end();
            assertEquals(130, ended.exitCode(), ended.said());
            assertTrue(ended.said().contains("rollout resume deployment/web"), ended.said());
            assertFalse(ended.said().contains("waiting for the API server, 20 s"), ended.said());
        }
    }

    private static FaultProxy proxy() throws Exception {
        Path real = Path.of(RealParts.environment().get("KUBECONFIG"));
        return FaultProxy.before(FaultProxy.apiServer(real), request -> Fault.NONE);
    }

    private ReleasingProcess release(FaultProxy proxy) throws IOException {
        Path config = bench.file("kubeconfig");
        Files.writeString(config, """
                current-context: moments
                clusters: [{name: moments, cluster: {server: 'http://%s'}}]
                contexts: [{name: moments, context: {cluster: moments, namespace: %s}}]
                """.formatted(proxy.address(), bench.namespace.name));
        return new ReleasingProcess(bench, Map.of("KUBECONFIG", config.toString()));
    }
}
