package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.build.dockerfile.Dockerfile;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.LayerFiles;
import dev.fairlead.oci.StoredImage;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.sandbox.registry.LoopbackRegistry;
import dev.fairlead.sandbox.registry.SandboxImages;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without an engine the same images and refusals come of Dockerfiles as with BuildKit. */
final class DaemonlessBuildTest {
    @TempDir
    private Path home;

    private Path context;
    private Settings settings;
    private ImageLayout layout;
    private LoopbackRegistry registry;
    private ImageService images;
    private BuildService builds;

    @BeforeEach
    void start() throws IOException {
        context = Files.createDirectories(home.resolve("context"));
        Dockerfiles.context(context);
        layout = new ImageLayout(home.resolve("layout"));
        registry = new LoopbackRegistry(new ImageLayout(home.resolve("registry")));
        settings = Settings.of(Map.of("HOME", home.toString()), home, home);
        SandboxImages engine = new SandboxImages(layout, registry);
        DockerCredentials credentials = new DockerCredentials(settings);
        Journal journal = new Journal(home, "tester");
        images = new ImageService(
                engine,
                credentials,
                RegistryClient.at(credentials::lookup, engine::server, host -> ConnectionRules.of(Map.of())),
                journal);
        builds = BuildService.daemonless(settings, "sandbox", layout, images, journal);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    static List<Dockerfiles.Case> images() throws IOException {
        return Dockerfiles.images();
    }

    @ParameterizedTest
    @MethodSource("images")
    void imagesAreThoseOfBuildkit(Dockerfiles.Case each) throws IOException {
        Dockerfiles.assertSame(each, shown(each.dockerfile(), request -> request));
    }

    static List<String> mistakes() throws IOException {
        return Dockerfiles.mistakes();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreNamedWithTheirLine(String mistake) throws IOException {
        String[] parts = mistake.split(" \\| ", 3);
        OpsException failure =
                assertThrows(OpsException.class, () -> shown(parts[0].replace('~', '\n'), request -> request), mistake);
        assertEquals(FailureKind.INVALID, failure.kind(), failure.message());
        assertEquals(home.resolve("Dockerfile") + " line " + (parts.length > 1 ? parts[1] : "?"), failure.message());
    }

    @Test
    void anImageIsUnpackedOnceAndForTheTimeOfTheBuild() throws IOException {
        shown("FROM scratch\nCOPY a.txt /", request -> request);
        Path file = Files.writeString(
                home.resolve("Dockerfile"), "FROM it:v1\nCOPY --from=it:v1 a.txt b\nCOPY --from=it:v1 a.txt c\n");
        BuildRequest request =
                BuildRequest.of(context, ImageReference.parse("it:v2")).dockerfile(file);
        FileTree files;
        try (Scratch scratch = Scratch.open();
                StageBuilds stages = new StageBuilds(
                        BuildContext.open(request),
                        request,
                        Dockerfile.parse(Files.readString(file)),
                        layout,
                        new BaseImages(layout, images),
                        new GoStep(settings, scratch, ProgressListener.SILENT))) {
            files = stages.build(new Steps(ProgressListener.SILENT), ProgressListener.SILENT)
                    .files();
            content(files, "a.txt").open().close();
            assertSame(content(files, "a.txt"), content(files, "b"));
            assertSame(content(files, "a.txt"), content(files, "c"));
        }
        assertThrows(ClosedChannelException.class, () -> content(files, "a.txt").open());
    }

    private static FileNode.Content content(FileTree files, String path) {
        return files.at(path).orElseThrow().content();
    }

    private String shown(String dockerfile, UnaryOperator<BuildRequest> more) throws IOException {
        Path file = Files.writeString(home.resolve("Dockerfile"), dockerfile + "\n");
        BuildRequest request =
                BuildRequest.of(context, ImageReference.parse("it:v1")).dockerfile(file);
        builds.image(more.apply(request), ProgressListener.SILENT);
        StoredImage image = layout.image(layout.find("it:v1").orElseThrow());
        try (LayerFiles files = new LayerFiles()) {
            return Dockerfiles.shown(
                    image.config().path("config"),
                    image.config().path("author").asText(""),
                    ImageDraft.from(layout, image, files).files());
        }
    }
}
