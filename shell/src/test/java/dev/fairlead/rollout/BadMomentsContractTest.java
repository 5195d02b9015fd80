package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AtOnce;
import dev.fairlead.FaultProxy;
import dev.fairlead.FaultProxy.Fault;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines before a real API server each of whose requests has a bad moment once: they end as without it. */
@AtOnce
@NeedsCluster
final class BadMomentsContractTest {
    private static ScratchNamespace namespace;

    @TempDir
    private Path home;

    private FaultProxy proxy;
    private Shell shell;

    /** What every request meets with the first time. */
    enum Moment {
        TOO_MANY(Fault.status(429, "Retry-After: 0\nContent-Type: text/plain\n", "Too many requests")),
        NOT_NOW(Fault.status(503, "Retry-After: 0\n", "apiserver is shutting down")),
        BROKEN(Fault.RESET),
        DONE_AND_BROKEN(Fault.DONE_AND_RESET),
        CUT(Fault.CUT);

        private final Fault fault;

        Moment(Fault fault) {
            this.fault = fault;
        }
    }

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("moments");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @BeforeEach
    void connect() throws Exception {
        Path real = Path.of(RealParts.environment().get("KUBECONFIG"));
        proxy = FaultProxy.before(FaultProxy.apiServer(real), request -> Fault.NONE);
        Path config = home.resolve("config");
        Files.writeString(config, """
                current-context: moments
                clusters: [{name: moments, cluster: {server: 'http://%s'}}]
                contexts: [{name: moments, context: {cluster: moments, namespace: %s}}]
                """.formatted(proxy.address(), namespace.name));
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        environment.put("KUBECONFIG", config.toString());
        shell = new Shell(home, environment);
    }

    @AfterEach
    void disconnect() {
        shell.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestMayHaveABadMomentOnce(Moment moment) throws IOException {
        String name = "web-" + moment.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Path manifest = home.resolve("web.yaml");
        Files.writeString(manifest, Sleepers.deployment(name, "minReadySeconds: 0", ""));
        proxy.meet(once(moment.fault));
        for (String line : List.of(
                "rollout apply " + name + " -f " + manifest + " --timeout 90s",
                "rollout status deployment/" + name,
                "cluster get deployments " + name,
                "rollout restart deployment/" + name + " --timeout 90s",
                "rollout undo deployment/" + name + " --timeout 90s",
                "cluster apply -f " + manifest,
                "cluster delete deployment " + name + " --timeout 90s")) {
            Shell.Ran ran = shell.run(line);
            assertEquals(0, ran.exitCode(), line + "\n" + ran.err() + String.join("\n", proxy.asked()));
        }
        assertTrue(proxy.asked().size() > 30, proxy.asked()::toString);
    }

    @Test
    void aServerThatFallsSilentAfterTheChangeIsToldWithTheChange() {
        namespace.create("deployments", Sleepers.deployment("silent", "minReadySeconds: 0", ""));
        AtomicBoolean changed = new AtomicBoolean();
        proxy.meet(request -> {
            boolean silent = changed.get();
            changed.compareAndSet(false, request.startsWith("PATCH"));
            return silent ? Fault.SILENCE : Fault.NONE;
        });

        Shell.Ran ran = shell.run("rollout restart deployment/silent --timeout 3s");

        assertEquals(5, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("does not answer: no answer within"), ran.err());
        assertTrue(ran.err().contains("deployment/silent restarted; how it goes on cannot be seen"), ran.err());
        assertTrue(ran.err().contains("rollout status deployment/silent -n " + namespace.name), ran.err());
    }

    /** Watches may end at any time without that being worth a word; here they are left alone. */
    private static Function<String, Fault> once(Fault fault) {
        Set<String> met = ConcurrentHashMap.newKeySet();
        return request -> request.contains("watch=true") || !met.add(request) ? Fault.NONE : fault;
    }
}
