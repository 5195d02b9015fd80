package dev.fairlead.rollout.judge;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One object of a file of {@code judge/kinds} or {@code judge/kinds-unseen}, an hour old, and what it is. A document is a
 * kind with several of its objects.
 */
record KindCase(String file, GenericKubernetesResource object, String is, String says) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    /** @param is current, in progress, failed, paused (in progress, and it says so) or not current */
    private record Written(
            String is,
            @Nullable String says,
            @Nullable Long generation,
            @Nullable Map<String, String> annotations,
            @Nullable Map<String, Object> spec,
            @Nullable Map<String, Object> status) {}

    private record Document(String apiVersion, String kind, List<Written> cases) {}

    static List<KindCase> of(String directory) {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(KindCase.class.getResource("/judge/" + directory))
                        .toURI()))) {
            return files.sorted().flatMap(file -> read(file).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory, e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(directory, e);
        }
    }

    RolloutStatus judged() {
        return Judge.judge(new Snapshot(object, List.of(), List.of(), List.of(), List.of(), NOW), Tolerances.DEFAULT);
    }

    boolean isAsWritten(RolloutStatus status) {
        boolean state = switch (is) {
            case "not current" -> status.state() != State.CURRENT;
            case "paused" ->
                status.state() == State.IN_PROGRESS && status.message().contains("paused");
            default -> status.state().toString().equals(is);
        };
        return state && status.message().contains(says);
    }

    private static List<KindCase> read(Path file) {
        List<KindCase> cases = new ArrayList<>();
        try (MappingIterator<Document> documents =
                YAML.readerFor(Document.class).readValues(file.toFile())) {
            while (documents.hasNext()) {
                Document document = documents.next();
                document.cases()
                        .forEach(written -> cases.add(new KindCase(
                                file.getFileName().toString(),
                                object(document, written),
                                written.is(),
                                written.says() == null ? "" : written.says())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return cases;
    }

    private static GenericKubernetesResource object(Document document, Written written) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(document.apiVersion());
        object.setKind(document.kind());
        object.setMetadata(new ObjectMetaBuilder()
                .withName("web")
                .withNamespace("shop")
                .withUid("o1")
                .withGeneration(written.generation() == null ? 1L : written.generation())
                .withAnnotations(written.annotations())
                .withCreationTimestamp("2026-03-01T08:00:00Z")
                .build());
        if (written.spec() != null) {
            object.setAdditionalProperty("spec", written.spec());
        }
        if (written.status() != null) {
            object.setAdditionalProperty("status", written.status());
        }
        return object;
    }
}
