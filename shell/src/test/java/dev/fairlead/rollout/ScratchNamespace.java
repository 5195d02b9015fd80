package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.RealParts;
import dev.fairlead.TemporaryDirectory;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** A namespace of the real cluster with a name of its own, and the services that work in it; closing deletes it. */
public final class ScratchNamespace implements AutoCloseable {
    /** Asks without any login. */
    static final RegistryClient REGISTRIES =
            new RegistryClient(registry -> Optional.empty(), registry -> false, host -> ConnectionRules.of(Map.of()));

    /** For tests that are not about how long pods without probes are looked at. */
    public static final WaitRules RULES = WaitRules.DEFAULT.stable(Duration.ofSeconds(2));

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public final String name;
    public final RolloutService rollouts;
    public final Clusters clusters;

    public ScratchNamespace(String purpose) {
        name = "fairlead-" + purpose + "-"
                + Integer.toString(ThreadLocalRandom.current().nextInt(46_656, 1_679_616), 36);
        clusters = clusters(Optional.empty(), name);
        rollouts = service(clusters, new Journal(home().resolve("state"), "tester"));
        ObjectNode namespace = YAML.createObjectNode();
        namespace
                .put("apiVersion", "v1")
                .put("kind", "Namespace")
                .putObject("metadata")
                .put("name", name);
        client().send("POST", WrittenPath.of("/api/v1/namespaces"), ClusterClient.JSON, namespace, ClusterClient.JSON);
        // The service account controller makes it a moment later, and pods are refused until then.
        await(() -> exists("/api/v1/namespaces/" + name + "/serviceaccounts/default"));
    }

    public static RolloutService service(Clusters clusters, Journal journal) {
        return new RolloutService(
                clusters,
                journal,
                () -> REGISTRIES,
                new ManifestFiles(Path::of, InputStream::nullInputStream),
                settings());
    }

    public static Clusters clusters(Optional<String> kubeconfig, String namespace) {
        return new Clusters(settings(), kubeconfig, Optional.empty(), Optional.of(namespace));
    }

    static Settings settings() {
        Path home = home();
        return Settings.of(RealParts.environment(), home, home);
    }

    public ClusterClient client() {
        return clusters.open(ClusterScope.CURRENT);
    }

    /** {@code policy/v1} or the older one that this server has in its place. */
    String policy() {
        return client().discovery().serves("policy/v1", "PodDisruptionBudget") ? "policy/v1" : "policy/v1beta1";
    }

    public JsonNode get(String plural, String object) {
        return client().get(WrittenPath.of(path(plural) + "/" + object));
    }

    public boolean has(String plural, String object) {
        return exists(path(plural) + "/" + object);
    }

    /** Creates an object as somebody else would. */
    public void create(String plural, String yaml) {
        client().send("POST", WrittenPath.of(path(plural)), ClusterClient.JSON, read(yaml), ClusterClient.JSON);
    }

    public void patch(String plural, String object, String yaml) {
        client().send(
                        "PATCH",
                        WrittenPath.of(path(plural) + "/" + object),
                        ClusterClient.JSON,
                        read(yaml),
                        ClusterClient.STRATEGIC_PATCH);
    }

    void delete(String plural, String object) {
        client().send(
                        "DELETE",
                        WrittenPath.of(path(plural) + "/" + object),
                        ClusterClient.JSON,
                        null,
                        ClusterClient.JSON);
    }

    /** {@code kubectl apply} of a manifest. */
    public void kubectlApply(String yaml) {
        SampleImages.Programs.run(yaml, List.of("kubectl", "-n", name, "apply", "-f", "-"));
    }

    /** Waits for what the cluster does in its own time, at most a minute. */
    public static void await(BooleanSupplier condition) {
        await(condition, Duration.ofMinutes(1));
    }

    /** Waits for what the cluster does in its own time. */
    public static void await(BooleanSupplier condition, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not so within " + most.toSeconds() + " s");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
    }

    @Override
    public void close() {
        client().send(
                        "DELETE",
                        WrittenPath.of("/api/v1/namespaces/" + name),
                        ClusterClient.JSON,
                        null,
                        ClusterClient.JSON);
        clusters.close();
    }

    private boolean exists(String path) {
        try {
            client().get(WrittenPath.of(path));
            return true;
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private String path(String plural) {
        String api = List.of("pods", "services").contains(plural) ? "/api/v1" : "/apis/apps/v1";
        return (plural.equals("jobs") ? "/apis/batch/v1" : api) + "/namespaces/" + name + "/" + plural;
    }

    public static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() {
        try {
            Path home = TemporaryDirectory.make("rollout-test");
            home.toFile().deleteOnExit();
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
