package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.LayerFiles;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.sandbox.registry.LoopbackRegistry;
import dev.fairlead.sandbox.registry.SandboxImages;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where COPY and its neighbours put what, as Docker's builders put it. */
final class DaemonlessCopyTest {
    @TempDir
    private Path home;

    private Path app;
    private ImageLayout layout;

    @BeforeEach
    void files() throws IOException {
        app = Files.createDirectories(home.resolve("app"));
        layout = new ImageLayout(home.resolve("layout"));
        for (String file : List.of("a.txt", "b.txt", ".hidden", "dir/c.txt", "dir/sub/d.txt", "dir/e.log")) {
            Files.createDirectories(app.resolve(file).getParent());
            Files.writeString(app.resolve(file), file);
            Files.setPosixFilePermissions(app.resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
        }
        Files.createDirectories(app.resolve("empty"));
        Files.createSymbolicLink(app.resolve("dir/link"), Path.of("c.txt"));
        Files.createSymbolicLink(app.resolve("toplink"), Path.of("a.txt"));
    }

    @Test
    void aFileGoesToAPathOrIntoADirectory() throws IOException {
        assertEquals(List.of("x"), built("COPY a.txt /x"));
        assertEquals(List.of("x/", "x/a.txt"), built("COPY a.txt /x/"));
        assertEquals(List.of("x/", "x/y/", "x/y/z"), built("COPY a.txt /x/y/z"));
        assertEquals(List.of("w/", "w/a.txt"), built("WORKDIR /w", "COPY a.txt ."));
        assertEquals(List.of("w/", "w/a.txt"), built("WORKDIR /w", "COPY a.txt /w"));
        assertEquals(List.of("w/", "w/v/", "w/v/b"), built("WORKDIR /w", "WORKDIR v", "COPY a.txt b"));
        assertEquals(List.of("x/", "x/toplink"), built("COPY toplink /x/"));
        assertEquals(List.of("x/", "x/toplink"), built("COPY topl* /x/"));
    }

    @Test
    void aDirectoryGivesWhatIsInIt() throws IOException {
        assertEquals(
                List.of("x/", "x/c.txt", "x/e.log", "x/link -> c.txt", "x/sub/", "x/sub/d.txt"), built("COPY dir /x"));
        assertEquals(List.of("x/"), built("COPY empty /x"));
        assertEquals(
                List.of("x/", "x/a.txt", "x/c.txt", "x/e.log", "x/link -> c.txt", "x/sub/", "x/sub/d.txt"),
                built("COPY a.txt dir /x/"));
    }

    /** The examples of the Dockerfile reference. */
    @Test
    void directoriesAreKeptWhereThatIsAskedFor() throws IOException {
        assertEquals(
                List.of("p/", "p/a.txt", "p/dir/", "p/dir/c.txt"), built("COPY --parents ./a.txt ./dir/c.txt /p/"));
        assertEquals(List.of("p/", "p/sub/", "p/sub/d.txt"), built("COPY --parents ./dir/./sub/*.txt /p/"));
        assertEquals(
                List.of("p/", "p/a.txt", "p/b.txt", "p/dir/", "p/dir/c.txt", "p/dir/sub/", "p/dir/sub/d.txt"),
                built("COPY --parents **/*.txt /p/"));
        assertEquals(List.of("p/", "p/c.txt"), built("COPY --parents=false dir/c.txt /p/"));
    }

    @Test
    void patternsStayWithinADirectory() throws IOException {
        assertEquals(List.of("x/", "x/a.txt", "x/b.txt"), built("COPY *.txt /x/"));
        assertEquals(List.of("x/", "x/a.txt", "x/b.txt"), built("COPY [ab].t?t /x/"));
        assertEquals(List.of("x/", "x/c.txt"), built("COPY */*.txt /x/"));
        assertEquals(List.of("x/", "x/.hidden"), built("COPY .h* /x/"));
    }

    @Test
    void whatIsLeftOutIsNotThere() throws IOException {
        Files.writeString(app.resolve(".dockerignore"), "**/*.txt\n!b.txt\nDockerfile\n.*\nempty\ntoplink\n");
        assertEquals(List.of("b.txt", "dir/", "dir/e.log", "dir/link -> c.txt", "dir/sub/"), built("COPY . /"));
    }

    @Test
    void ownersAndPermissionsAreSet() throws IOException {
        assertEquals(List.of("x/ 755 7:8", "x/a.txt 400 7:8"), detailed("COPY --chown=7:8 --chmod=400 a.txt /x/"));
        assertEquals(List.of("a 644 0:0"), detailed("COPY a.txt /a"));
    }

    @Test
    void aStageGivesItsFilesAndItsConfiguration() throws IOException {
        assertEquals(
                List.of("copied/", "copied/c.txt"),
                built("COPY dir /d", "FROM scratch", "COPY --from=0 /d/c.txt /copied/"));
        assertEquals(List.of("a", "b"), built("COPY a.txt /a", "FROM first", "COPY b.txt /b"));
        assertEquals(List.of("n-5"), built("ARG N=5", "ENV M=$N", "COPY a.txt /n-${M}"));
    }

    @Test
    void aLinkOfTheBaseIsFollowed() throws IOException {
        Files.createDirectories(app.resolve("root/usr/bin"));
        Files.createSymbolicLink(app.resolve("root/bin"), Path.of("usr/bin"));
        assertEquals(
                List.of("bin -> usr/bin", "usr/", "usr/bin/", "usr/bin/a.txt"),
                built("COPY root /", "COPY a.txt /bin/"));
    }

    private List<String> built(String... lines) throws IOException {
        return build(lines).files().nodes().entrySet().stream()
                .map(entry -> shown(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<String> detailed(String... lines) throws IOException {
        List<String> shown = new ArrayList<>();
        build(lines)
                .files()
                .nodes()
                .forEach((path, node) -> shown.add(shown(path, node) + " " + Integer.toOctalString(node.mode()) + " "
                        + node.user() + ":" + node.group()));
        return shown;
    }

    private static String shown(String path, FileNode node) {
        return path + (node.isDirectory() ? "/" : node.isLink() ? " -> " + node.link() : "");
    }

    /** The image as it is read back from its layers. */
    private ImageDraft build(String... lines) throws IOException {
        Files.writeString(app.resolve("Dockerfile"), "FROM scratch AS first\n" + String.join("\n", lines) + "\n");
        Settings settings = Settings.of(Map.of("HOME", home.toString()), home, home);
        try (LoopbackRegistry registry = new LoopbackRegistry(new ImageLayout(home.resolve("registry")))) {
            SandboxImages engine = new SandboxImages(layout, registry);
            DockerCredentials credentials = new DockerCredentials(settings);
            Journal journal = new Journal(home, "tester");
            ImageService images = new ImageService(
                    engine,
                    credentials,
                    RegistryClient.at(credentials::lookup, engine::server, host -> ConnectionRules.of(Map.of())),
                    journal);
            BuildService builds = BuildService.daemonless(settings, "sandbox", layout, images, journal);
            builds.image(BuildRequest.of(app, ImageReference.parse("it:v1")), ProgressListener.SILENT);
        }
        try (LayerFiles files = new LayerFiles()) {
            return ImageDraft.from(layout, layout.image(layout.find("it:v1").orElseThrow()), files);
        }
    }
}
