package dev.fairlead.rollout.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.files.OwnFolder;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.PodLog;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of what tells why a rollout failed: the manifests, the events, the pods' logs and the verdict. It holds no
 * Secret's data; only its owner may read it, since manifests and logs may tell more than everybody should know.
 */
final class EvidenceFolder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** A workload of hundreds of pods fails in all of them alike. */
    private static final int PODS_WITH_LOGS = 10;

    private static final int LOG_LINES = 2_000;
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final ClusterClient cluster;
    private final Path folder;

    /** @param stateDirectory the folder is made below it */
    EvidenceFolder(ClusterClient cluster, Path stateDirectory, WorkloadRef ref, Instant now) {
        this.cluster = cluster;
        this.folder = stateDirectory
                .resolve("evidence")
                .resolve(TIME.format(now) + "-" + cluster.namespace() + "-" + ref.kind() + "-" + ref.name());
    }

    /** The folder. */
    Path save(Snapshot snapshot, RolloutStatus status) throws IOException {
        OwnFolder.makeNew(folder);
        write("verdict.yaml", List.of(status));
        write("workload.yaml", List.of(snapshot.workload()));
        write(
                "revisions.yaml",
                Stream.concat(snapshot.replicaSets().stream(), snapshot.revisions().stream())
                        .toList());
        write("pods.yaml", snapshot.pods());
        write("events.yaml", snapshot.events());
        for (Pod pod : snapshot.pods().stream().limit(PODS_WITH_LOGS).toList()) {
            logs(pod);
        }
        return folder;
    }

    private void write(String name, List<?> objects) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        yaml.registerModules(new Jdk8Module(), new JavaTimeModule());
        yaml.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        yaml.disable(YAMLGenerator.Feature.SPLIT_LINES);
        StringBuilder text = new StringBuilder();
        for (Object object : objects) {
            JsonNode node =
                    object instanceof HasMetadata ? cluster.mapper().valueToTree(object) : yaml.valueToTree(object);
            if (node.path("metadata") instanceof ObjectNode metadata) {
                metadata.remove("managedFields");
                if (metadata.path("annotations") instanceof ObjectNode annotations) {
                    annotations.remove(LAST_APPLIED);
                }
            }
            text.append(yaml.writeValueAsString(node));
        }
        Files.writeString(folder.resolve(name), text);
    }

    private void logs(Pod pod) throws IOException {
        List<Container> containers = Stream.concat(
                        pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .toList();
        for (Container container : containers) {
            String name = pod.getMetadata().getName() + "-" + container.getName();
            log(pod, container, name + ".log", false);
            log(pod, container, name + ".previous.log", true);
        }
    }

    private void log(Pod pod, Container container, String file, boolean previous) throws IOException {
        Optional<String> text = log(pod.getMetadata().getName(), container.getName(), previous);
        if (text.isPresent()) {
            Files.writeString(folder.resolve(file), text.get());
        }
    }

    /** Empty where there is none: a container that never started, or that did not start before. */
    private Optional<String> log(String pod, String container, boolean previous) {
        try {
            return Optional.of(PodLog.tail(cluster, cluster.namespace(), pod, container, previous, LOG_LINES));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
