package dev.fairlead.sandbox.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.InjectedFault;
import dev.fairlead.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sandbox of this user's cache directory, started or found when it is first needed. Safe for several threads. */
public final class SandboxSession implements AutoCloseable {
    /** Names the sandbox's context, where a session within this process wants another name than the usual. */
    public static final String CONTEXT_VARIABLE = "FAIRLEAD_SANDBOX_CONTEXT";

    private static final int TRIES = 100;
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final long FILLED = 1_000_000;

    private final Settings settings;
    private final Path directory;
    private final ImageCatalog images;
    private @Nullable Sandbox ours;
    private @Nullable Clusters inside;

    public SandboxSession(Settings settings, ImageCatalog images) {
        this.settings = settings;
        this.directory = settings.cacheDirectory().resolve("sandbox");
        this.images = images;
    }

    /** The kubeconfig of the running sandbox. */
    public synchronized Path kubeconfig() {
        Path kubeconfig = Sandbox.kubeconfig(directory);
        for (int i = 0; i < TRIES; i++) {
            if (ours != null || answers(kubeconfig)) {
                return kubeconfig;
            }
            ours = Sandbox.start(directory, images, speed(), context()).orElse(null);
            if (ours == null) {
                Pause.of(BETWEEN, "cancelled while waiting for the sandbox");
            }
        }
        throw new OpsException(
                FailureKind.UNREACHABLE, "another process has the sandbox in " + directory + " and does not answer");
    }

    /** A process that was killed leaves its kubeconfig behind. */
    private boolean answers(Path kubeconfig) {
        if (!Files.exists(kubeconfig)) {
            return false;
        }
        try (Clusters clusters = clusters(kubeconfig)) {
            clusters.open(ClusterScope.CURRENT).get(ApiPath.sandbox("state"));
            return true;
        } catch (OpsException e) {
            return false;
        }
    }

    private Clusters clusters(Path kubeconfig) {
        return new Clusters(settings, Optional.of(kubeconfig.toString()), Optional.empty(), Optional.empty());
    }

    private String context() {
        return settings.variable(CONTEXT_VARIABLE, Sandbox.CONTEXT);
    }

    private double speed() {
        String speed = settings.variable("FAIRLEAD_SANDBOX_SPEED", "1");
        if (!speed.matches("\\d{1,4}(\\.\\d{1,3})?") || Double.parseDouble(speed) == 0) {
            throw new OpsException(
                    FailureKind.USAGE, "FAIRLEAD_SANDBOX_SPEED: '" + speed + "' is no number between 0.001 and 9999");
        }
        return Double.parseDouble(speed);
    }

    /** @param on whether this session's lines act in it */
    public SandboxState state(boolean on) {
        return state(on, client().get(ApiPath.sandbox("state")));
    }

    /** @param next whether the revisions that are there now are spared */
    public SandboxState strike(boolean on, Fault fault, String namespace, String workload, boolean next) {
        ObjectNode body = InjectedFaultJson.of(new InjectedFault(fault, namespace, workload, Set.of()));
        return state(on, post("faults", body.put("next", next)));
    }

    /** @param workload empty for all of the namespace */
    public SandboxState heal(boolean on, String namespace, String workload) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return state(on, post("heal", body.put("namespace", namespace).put("workload", workload)));
    }

    /** Forgets all objects, images and faults. */
    public SandboxState reset(boolean on) {
        return state(on, post("reset", JsonNodeFactory.instance.objectNode()));
    }

    /**
     * Has objects stand there as they are, in place of what stood there.
     *
     * @param objects lists of them by their kind's plural and group
     */
    public void fill(JsonNode objects) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("version", FILLED);
        post("fill", body.set("objects", objects));
    }

    private JsonNode post(String what, JsonNode body) {
        return client().send("POST", ApiPath.sandbox(what), ClusterClient.JSON, body, ClusterClient.JSON);
    }

    private SandboxState state(boolean on, JsonNode json) {
        List<SandboxState.FaultInForce> faults = new ArrayList<>();
        json.path("faults").forEach(fault -> faults.add(fault(fault)));
        return new SandboxState(
                on,
                directory.toString(),
                client().server(),
                json.path("registry").asText(""),
                json.path("login").asText(""),
                json.path("objects").asInt(),
                faults,
                json.path("unsaved").asText(""));
    }

    private static SandboxState.FaultInForce fault(JsonNode json) {
        Duration lasting = Duration.ofMillis(json.path("millis").asLong());
        String word = json.path("fault").asText() + (lasting.isZero() ? "" : " " + lasting.toSeconds() + "s");
        return new SandboxState.FaultInForce(
                word,
                json.path("namespace").asText(""),
                json.path("workload").asText(""),
                json.path("spared").isEmpty() ? "all" : "next");
    }

    private synchronized ClusterClient client() {
        Clusters known = inside;
        if (known == null) {
            known = clusters(kubeconfig());
            inside = known;
        }
        return known.open(ClusterScope.CURRENT);
    }

    /** @throws OpsException when what stands in the sandbox could not be saved */
    @Override
    public synchronized void close() {
        if (inside != null) {
            inside.close();
            inside = null;
        }
        Sandbox running = ours;
        ours = null;
        if (running != null) {
            running.close();
        }
    }
}
