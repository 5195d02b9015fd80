package dev.fairlead.rollout.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of objects as a cluster holds them, headed by what is to be said of them at one moment or several. The first
 * object is the workload; one that runs no pods is read as the services read it, by its fields. What an expectation leaves out is not checked; verdicts are all of them, in order.
 */
record JudgeCase(Header header, List<HasMetadata> objects) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    /** @param about the case in one sentence */
    record Header(String about, List<Expected> expect) {}

    /**
     * What is to be said.
     *
     * @param at the moment
     * @param says a piece of the status's message
     * @param whole the status's message
     * @param restarts tolerated ones; the default if null
     * @param stable seconds; the default if null
     * @param unready seconds that readiness may fail; the default if null
     */
    record Expected(
            String at,
            String state,
            @Nullable String says,
            @Nullable String whole,
            @Nullable String revision,
            @Nullable Counts replicas,
            @Nullable List<Said> verdicts,
            @Nullable List<String> reasons,
            @Nullable Integer restarts,
            @Nullable Integer stable,
            @Nullable Integer unready) {}

    record Counts(int desired, int updated, int ready, int available, int old) {}

    /** @param event a piece of the cluster's words; @param pods how many */
    record Said(
            String family,
            String reason,
            String message,
            boolean fatal,
            @Nullable String container,
            @Nullable Integer pods,
            @Nullable String event,
            @Nullable String next) {}

    static JudgeCase read(Path file) {
        try {
            List<String> documents = Arrays.stream(Files.readString(file).split("(?m)^---\\s*$"))
                    .filter(text -> !text.isBlank())
                    .toList();
            List<HasMetadata> objects = new ArrayList<>();
            for (String document : documents.subList(1, documents.size())) {
                HasMetadata object = SERIALIZATION.unmarshal(document);
                boolean any = objects.isEmpty() && TemplateFields.of(object).isEmpty();
                objects.add(any ? SERIALIZATION.unmarshal(document, GenericKubernetesResource.class) : object);
            }
            return new JudgeCase(YAML.readValue(documents.get(0), Header.class), objects);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    Snapshot snapshot(Expected expected) {
        HasMetadata workload = objects.get(0);
        return Snapshot.owned(
                workload,
                all(ReplicaSet.class),
                all(ControllerRevision.class),
                all(Pod.class),
                all(Event.class),
                Instant.parse(expected.at()));
    }

    private <T> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
