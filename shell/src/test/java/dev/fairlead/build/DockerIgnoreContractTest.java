package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.DockerClient;
import dev.fairlead.NeedsDocker;
import dev.fairlead.RealParts;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.docker.HelperProgram;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the classic builder gets from us is what docker's own client sends with BuildKit for the same directory. */
@NeedsDocker
final class DockerIgnoreContractTest {
    @TempDir
    private Path home;

    private Path root;
    private Settings settings;

    @BeforeEach
    void tree() throws IOException {
        root = home.resolve("context");
        settings = Settings.of(RealParts.environment(), home, home);
        for (String file : ("README.md a.go b.txt .hidden foo xfoo d/foo src/main.go src/util/x.go src/util/y.txt"
                        + " docs/README.md docs/guide/intro.md node_modules/m/index.js sub/node_modules/n/index.js"
                        + " sub/keep.txt we[ird].txt a&b grün/ü.txt a/b/c/d.txt a/b/e.txt a/x")
                .split(" ")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), file);
        }
        Files.writeString(Files.createDirectories(root.resolve("with space")).resolve("f"), "f");
        Files.createDirectories(root.resolve("empty/inner"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("a.go"));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(root.resolve("srclink"), Path.of("src"));
        Files.setPosixFilePermissions(root.resolve("b.txt"), PosixFilePermissions.fromString("rwx--x--x"));
        Files.writeString(root.resolve("Dockerfile"), "FROM scratch\nCOPY . /ctx/\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*\n!src\n",
                "*\n!**/*.go\n",
                "**/node_modules\n",
                "**/*.md\n!docs/README.md\n",
                "a\n!a/b\na/b/c\n",
                "a/b\n!a\n",
                "docs/**\n!docs/guide\n",
                "**foo\n",
                "*.txt\n!b.txt\n.hidden\n",
                "Dockerfile\n.dockerignore\n",
                "*\n!we\\[ird].txt\n!a&b\n",
                "[a-c]*\n",
                "src/*/x.go\nempty/inner\nlink\n",
                "/src/\n./docs\nfoo/../sub\n# a.go\n",
                "with space\ngrün\n",
                ".\n",
                "**\n!sub/keep.txt\n",
            })
    void theSameFilesArriveAsWithDocker(String ignored) throws Exception {
        Files.writeString(root.resolve(".dockerignore"), ignored);
        assertEquals(lines(byDocker(Optional.empty())), lines(byFairlead(Optional.empty())));
    }

    @Test
    void theDockerfilesOwnIgnoreFileWins() throws Exception {
        Path dockerfile = root.resolve("docker/App.dockerfile");
        Files.createDirectories(dockerfile.getParent());
        Files.writeString(dockerfile, "FROM scratch\nCOPY . /ctx/\n");
        Files.writeString(root.resolve("docker/App.dockerfile.dockerignore"), "docker\n**/*.go\n");
        Files.writeString(root.resolve(".dockerignore"), "docs\n");
        Map<String, String> arrived = byFairlead(Optional.of(dockerfile));
        assertTrue(arrived.containsKey("docs/README.md"));
        assertEquals(lines(byDocker(Optional.of(dockerfile))), lines(arrived));
    }

    @Test
    void aDockerfileOutsideTheContextLeavesNoTraceInIt() throws Exception {
        Path dockerfile = home.resolve("Outside");
        Files.writeString(dockerfile, "FROM scratch\nCOPY . /ctx/\n");
        assertEquals(lines(byDocker(Optional.of(dockerfile))), lines(byFairlead(Optional.of(dockerfile))));
    }

    /** Names with modes, link targets, or / for directories. */
    private Map<String, String> byFairlead(Optional<Path> dockerfile) throws IOException {
        try (DockerEngine engine = new DockerEngine(settings)) {
            BuildRequest plain = BuildRequest.of(root);
            BuildRequest request = new BuildRequest(
                    root,
                    dockerfile,
                    plain.tags(),
                    Map.of(),
                    plain.target(),
                    plain.platform(),
                    true,
                    false,
                    Map.of(),
                    false,
                    plain.secrets(),
                    Builder.classic);
            String image = new ClassicEngine(engine, new DockerCredentials(settings))
                    .build(BuildContext.open(request), request, ProgressListener.SILENT);
            return contents(engine.client(), image);
        }
    }

    private static Map<String, String> contents(DockerClient docker, String image) throws IOException {
        String container =
                docker.createContainerCmd(image).withCmd("none").exec().getId();
        Map<String, String> names = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                docker.copyArchiveFromContainerCmd(container, "/ctx").exec(), "UTF-8")) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                String name = entry.getName().replaceFirst("^ctx/", "").replaceFirst("/$", "");
                String mode = Integer.toOctalString(entry.getMode() & 07777);
                names.put(
                        name,
                        entry.isSymbolicLink() ? "-> " + entry.getLinkName() : mode + (entry.isDirectory() ? "/" : ""));
            }
        } finally {
            docker.removeContainerCmd(container).exec();
            docker.removeImageCmd(image).exec();
        }
        names.remove("");
        return names;
    }

    private Map<String, String> byDocker(Optional<Path> dockerfile) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Settings real = Settings.of(environment, home, home);
        Path into = Files.createTempDirectory(home, "out");
        Process process = HelperProgram.find(real, "docker")
                .orElseThrow()
                .start(java.util.List.of(
                        "buildx",
                        "build",
                        "--quiet",
                        "--no-cache",
                        "--output",
                        "type=local,dest=" + into,
                        "--file",
                        dockerfile.orElse(root.resolve("Dockerfile")).toString(),
                        root.toString()));
        String errors = new String(process.getErrorStream().readAllBytes());
        assertEquals(0, process.waitFor(), errors);
        Path top = into.resolve("ctx");
        Map<String, String> names = new TreeMap<>();
        if (Files.exists(top)) {
            try (var files = Files.walk(top)) {
                for (Path file : files.filter(f -> !f.equals(top)).toList()) {
                    int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
                    boolean link = Files.isSymbolicLink(file);
                    boolean directory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                    names.put(
                            top.relativize(file).toString(),
                            link
                                    ? "-> " + Files.readSymbolicLink(file)
                                    : Integer.toOctalString(mode) + (directory ? "/" : ""));
                }
            }
        }
        return names;
    }

    private static String lines(Map<String, String> names) {
        return String.join(
                "\n",
                new TreeSet<>(names.entrySet().stream().map(Object::toString).toList()));
    }
}
