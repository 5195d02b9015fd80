package dev.fairlead.script;

import dev.fairlead.applyset.ApplySetService;
import dev.fairlead.build.BuildService;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.Confirmation;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.docker.InsecureRegistries;
import dev.fairlead.docker.RegistryConnections;
import dev.fairlead.image.DockerImages;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.multicluster.MultiClusterService;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.run.RealGates;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.script.api.ScriptApi;
import dev.fairlead.script.api.ScriptServices;
import dev.fairlead.script.io.ExternalAccess;
import dev.fairlead.settings.Settings;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The API over services without a cluster or an engine. */
public final class TestApi {
    private TestApi() {}

    public static ScriptApi listening(ProgressListener listener) {
        return services().listening(listener);
    }

    static ScriptServices services() {
        return services(Map.of());
    }

    public static ScriptServices services(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("KUBECONFIG", "/nowhere/kubeconfig");
        Settings settings = Settings.of(environment, Path.of("/nowhere"), Path.of(""));
        Clusters clusters = new Clusters(settings, Optional.empty(), Optional.empty(), Optional.empty());
        Journal journal = new Journal(settings.stateDirectory(), "tester");
        DockerEngine engine = new DockerEngine(settings);
        DockerCredentials credentials = new DockerCredentials(settings);
        RegistryClient registries = new RegistryClient(
                credentials::lookup, new InsecureRegistries(engine), new RegistryConnections(settings));
        ImageService images = new ImageService(new DockerImages(engine, credentials), credentials, registries, journal);
        ManifestFiles manifests = new ManifestFiles(settings::path, InputStream::nullInputStream);
        RolloutService rollouts = new RolloutService(clusters, journal, () -> registries, manifests, settings);
        RealGates gates = new RealGates(() -> {
            throw new AssertionError("no gate is asked here");
        });
        ReleaseService releases =
                new ReleaseService(clusters, journal, rollouts, gates, question -> Optional.empty(), settings);
        return new ScriptServices(
                () -> new BuildService(settings, engine, credentials, images, journal),
                () -> images,
                new ClusterService(clusters, journal, manifests, Confirmation.NOBODY),
                rollouts,
                new ApplySetService(clusters, journal, manifests, rollouts, Confirmation.NOBODY),
                releases,
                new MultiClusterService(clusters, releases, rollouts),
                (words, progress) -> null,
                new ExternalAccess(settings, engine, Map::of));
    }
}
