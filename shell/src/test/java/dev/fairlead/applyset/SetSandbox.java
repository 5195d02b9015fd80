package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.RealParts;
import dev.fairlead.cluster.Confirmation;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A namespace of the real cluster, a directory of manifests, and the service that applies them as sets. */
final class SetSandbox implements AutoCloseable {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    final List<String> talk = Collections.synchronizedList(new ArrayList<>());
    final List<String> questions = new ArrayList<>();
    final String namespace;
    private final ScratchNamespace scratch;
    private final Clusters clusters;
    private final Path directory;
    private Optional<Boolean> answer = Optional.empty();
    private ProgressListener listener = ProgressListener.SILENT;

    SetSandbox(Path directory) {
        this.directory = directory;
        scratch = new ScratchNamespace("set");
        namespace = scratch.name;
        clusters = new Clusters(
                Settings.of(RealParts.environment(), directory, directory),
                Optional.empty(),
                Optional.empty(),
                Optional.of(namespace));
    }

    /** What the user answers from now on. */
    void answering(boolean yes) {
        answer = Optional.of(yes);
    }

    /** Who else hears from now on, e.g. to break the work off. */
    void listening(ProgressListener other) {
        listener = other;
    }

    ApplySetResult apply(String set, String manifests, UnaryOperator<ApplySetRequest> as) {
        ManifestFiles files = new ManifestFiles(Path::of, InputStream::nullInputStream);
        Journal journal = new Journal(directory.resolve("state"), "tester");
        RegistryClient registries = new RegistryClient(
                registry -> Optional.empty(), registry -> false, host -> ConnectionRules.of(Map.of()));
        RolloutService rollouts = new RolloutService(
                clusters, journal, () -> registries, files, Settings.of(RealParts.environment(), directory, directory));
        Confirmation confirmation = question -> {
            questions.add(question);
            return answer;
        };
        talk.clear();
        ApplySetRequest request =
                ApplySetRequest.of(set, List.of(write(manifests))).in(ClusterScope.namespace(namespace));
        return new ApplySetService(clusters, journal, files, rollouts, confirmation)
                .apply(as.apply(request), this::hear);
    }

    ApplySetResult apply(String set, String manifests) {
        return apply(set, manifests, UnaryOperator.identity());
    }

    private void hear(ProgressEvent event) {
        if (event instanceof ProgressEvent.Warning warning) {
            talk.add("warning: " + warning.text());
        } else if (event instanceof ProgressEvent.Note note) {
            talk.add(note.text());
        } else if (event instanceof ProgressEvent.Finished finished) {
            talk.add(finished.title());
        }
        listener.on(event);
    }

    private String write(String manifests) {
        try {
            return Files.writeString(directory.resolve("m.yaml"), manifests).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who made the revisions of deployment/web, oldest first. */
    List<String> authors() {
        return scratch.rollouts.history(ClusterScope.CURRENT, WorkloadRef.deployment("web")).stream()
                .map(Revision::who)
                .toList();
    }

    ClusterClient client() {
        return clusters.open(ClusterScope.CURRENT);
    }

    JsonNode get(String api, String object) {
        return client().get(WrittenPath.of(path(api, object)));
    }

    boolean has(String api, String object) {
        try {
            get(api, object);
            return true;
        } catch (OpsException e) {
            return false;
        }
    }

    void patch(String api, String object, String yaml) {
        send("PATCH", api, object, yaml, ClusterClient.MERGE_PATCH);
    }

    void create(String api, String collection, String yaml) {
        send("POST", api, collection, yaml, ClusterClient.JSON);
    }

    void delete(String api, String object) {
        client().send("DELETE", WrittenPath.of(path(api, object)), ClusterClient.JSON, null, ClusterClient.JSON);
    }

    private void send(String method, String api, String object, String yaml, String type) {
        try {
            client().send(method, WrittenPath.of(path(api, object)), ClusterClient.JSON, YAML.readTree(yaml), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String path(String api, String object) {
        return "/" + api + "/namespaces/" + namespace + "/" + object;
    }

    /** The names that the inventory lists. */
    List<String> inventory(String set) {
        return new Inventory(client(), set)
                .read().entries().stream()
                        .map(entry -> entry.key().ref().toString())
                        .toList();
    }

    @Override
    public void close() {
        clusters.close();
        scratch.close();
    }
}
