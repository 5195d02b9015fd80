package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.NeedsDocker;
import dev.fairlead.RealParts;
import dev.fairlead.json.JsonTree;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.LayerFiles;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written down of BuildKit's images and refusals is what it makes today: on the engine of the tests, and on a
 * newer one, which most are asked of, where {@code FAIRLEAD_IT_MODERN_ENGINE} names it.
 */
@NeedsDocker
final class BuildkitComparisonTest {
    private static final Optional<String> NEWER = RealParts.modernEngine();

    @TempDir
    private Path home;

    private final String tag = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final LayerFiles archives = new LayerFiles();
    private Path context;

    @AfterEach
    void close() throws IOException {
        archives.close();
    }

    @BeforeEach
    void files() throws IOException {
        context = Files.createDirectories(home.resolve("context"));
        Dockerfiles.context(context);
    }

    @Test
    void imagesAreThoseOfBuildkit() throws Exception {
        Map<Dockerfiles.Case, String> made = new HashMap<>();
        List<Dockerfiles.Case> cases = Dockerfiles.images();
        made.putAll(images(cases, false));
        if (NEWER.isPresent()) {
            made.putAll(images(cases, true));
        }
        StringBuilder written = new StringBuilder();
        List<String> differences = new ArrayList<>();
        for (Dockerfiles.Case each : cases) {
            String image = made.getOrDefault(each, each.image());
            written.append(written.isEmpty() ? "" : "\n").append(each.text(image));
            if (!image.strip().equals(each.image().strip())) {
                differences.add(each + ":\n" + image);
            }
        }
        if (Boolean.getBoolean("fairlead.regenerate") && NEWER.isPresent()) {
            Files.writeString(Dockerfiles.IMAGES, written);
        }
        assertEquals(List.of(), differences);
    }

    /** Each takes a build of its own: the first of each heading is asked for. An older engine has other words. */
    @Test
    void mistakesAreThoseOfBuildkit() throws Exception {
        List<String> differences = new ArrayList<>();
        for (String mistake : NEWER.isPresent() ? Dockerfiles.firstMistakes() : List.<String>of()) {
            String[] parts = mistake.split(" \\| ", 3);
            Path file = Files.writeString(home.resolve("Dockerfile"), parts[0].replace('~', '\n') + "\n");
            Ran ran = docker(true, "buildx", "build", "-f", file.toString(), context.toString());
            String words = parts.length > 2 ? parts[2] : parts[1].replaceFirst("^\\d+: ", "");
            if (ran.exitCode() == 0 || !ran.err().contains(words)) {
                differences.add(mistake + ": " + ran.err().strip());
            }
        }
        assertEquals(List.of(), differences);
    }

    /** All that an engine knows how to make, in one build. */
    private Map<Dockerfiles.Case, String> images(List<Dockerfiles.Case> all, boolean newer) throws Exception {
        List<Dockerfiles.Case> cases =
                all.stream().filter(each -> newer != each.engine().equals("20")).toList();
        Map<String, Object> targets = new LinkedHashMap<>();
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Path file = Files.writeString(
                    home.resolve(i + ".Dockerfile"), cases.get(i).dockerfile() + "\n");
            tags.add(tag + ":" + i);
            targets.put(
                    "t" + i,
                    Map.of(
                            "context", context.toString(),
                            "dockerfile", file.toString(),
                            "tags", List.of(tags.get(i)),
                            "output", List.of("type=docker")));
        }
        Path plan = home.resolve("bake.json");
        Files.writeString(
                plan,
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "group", Map.of("default", Map.of("targets", targets.keySet())), "target", targets)));
        try {
            Ran built = docker(
                    newer,
                    "buildx",
                    "bake",
                    "--allow=fs.read=*",
                    "--provenance=false",
                    "--progress=plain",
                    "-f",
                    plan.toString());
            assertEquals(0, built.exitCode(), built.err());
            Path saved = home.resolve("saved.tar");
            assertEquals(
                    0,
                    docker(newer, with(tags, "image", "save", "-o", saved.toString()))
                            .exitCode());
            JsonNode documents =
                    JsonTree.read(docker(newer, with(tags, "image", "inspect")).out());
            Map<String, FileTree> files = files(saved);
            Map<Dockerfiles.Case, String> images = new HashMap<>();
            for (int i = 0; i < cases.size(); i++) {
                JsonNode document = documents.get(i);
                images.put(
                        cases.get(i),
                        Dockerfiles.shown(
                                document.path("Config"),
                                document.path("Author").asText(""),
                                files.getOrDefault(tags.get(i), new FileTree())));
            }
            return images;
        } finally {
            docker(newer, with(tags, "image", "rm", "-f"));
        }
    }

    private Map<String, FileTree> files(Path saved) throws IOException {
        FileTree archive = archive("saved", Files.size(saved), () -> Files.newInputStream(saved))
                .orElseThrow();
        Map<String, FileTree> files = new HashMap<>();
        for (JsonNode image : JsonTree.read(bytes(archive, "manifest.json"))) {
            FileTree all = new FileTree();
            for (JsonNode layer : image.path("Layers")) {
                byte[] bytes = bytes(archive, layer.asText());
                archive("layer", bytes.length, () -> new ByteArrayInputStream(bytes))
                        .ifPresent(tree -> tree.nodes().forEach(all::put));
            }
            image.path("RepoTags").forEach(name -> files.put(name.asText(), all));
        }
        return files;
    }

    private Optional<FileTree> archive(String name, long size, FileNode.Content content) {
        return FileTree.ofArchive(name, FileNode.file(0644, size, content), archives);
    }

    private static byte[] bytes(FileTree archive, String path) throws IOException {
        FileNode node = archive.nodes().get(archive.resolve(path));
        try (InputStream content = node.content().open()) {
            return content.readAllBytes();
        }
    }

    private static String[] with(List<String> more, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(more);
        return all.toArray(String[]::new);
    }

    private record Ran(int exitCode, String out, String err) {}

    private Ran docker(boolean newer, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        File out = home.resolve("out").toFile();
        File err = home.resolve("err").toFile();
        ProcessBuilder process = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
        Map<String, String> environment = process.environment();
        if (newer) {
            environment.put("DOCKER_HOST", NEWER.orElseThrow());
        }
        int exitCode = process.start().waitFor();
        return new Ran(
                exitCode,
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }
}
