package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.build.BuildResult;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.PushedImage;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.ImageFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines about images in the sandbox: no engine, no other registry. */
final class SandboxImagesTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("fairlead.project", "..")).resolve("scripts/sample");
    private static final String WEB = "registry.sandbox/team/web";

    @TempDir
    private Path home;

    private Shell shell;
    private Path app;

    @BeforeEach
    void start() throws IOException {
        shell = Shell.sandbox(home, home, Map.of("PATH", home.resolve("bin").toString()));
        app = Files.createDirectories(home.resolve("app"));
        Files.writeString(app.resolve("hello.txt"), "hello\n");
        dockerfile("FROM scratch", "COPY hello.txt /srv/", "USER 1000:1000", "EXPOSE 8080", "CMD [\"/srv/x\"]");
    }

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void anImageIsBuiltPushedListedAndRemoved() {
        assertEquals("""
                [exit 0]
                built sha256:#, #B, in #s (daemonless)
                tagged registry.sandbox/team/web:v1
                pushed registry.sandbox/team/web:v1 in #s
                digest sha256:#, 1 layer (0 already there), #B sent
                """, masked("build image app -t " + WEB + ":v1 --push"));
        assertEquals("""
                [exit 0]
                registry.sandbox/team/web:v2 names sha256:#
                """, masked("image tag " + WEB + ":v1 " + WEB + ":v2"));
        assertEquals("""
                [exit 0]
                pushed registry.sandbox/team/web:v2 in #s
                digest sha256:#, 1 layer (1 already there), #B sent
                """, masked("image push " + WEB + ":v2"));
        assertEquals(
                WEB + ":v1\n" + WEB + ":v2\n",
                shell.run("image tags " + WEB + " -o name").out());
        String rows = shell.run("image ls 'registry.sandbox/team/*' -o name").out();
        assertEquals(2, rows.lines().count(), rows);
        assertEquals("", shell.run("image ls other/* -o name").out());
        String inspected = shell.run("image inspect " + WEB + ":v2").out();
        assertTrue(inspected.contains("tags:      " + WEB + ":v1, " + WEB + ":v2\n"), inspected);
        assertTrue(inspected.contains("platform:  linux/amd64\n"), inspected);
        assertTrue(inspected.contains("user:      1000:1000\nports:     8080/tcp\nruns:      /srv/x\n"), inspected);
        assertEquals("""
                [exit 0]
                OUTCOME    IMAGE
                untagged   registry.sandbox/team/web:v1
                untagged   registry.sandbox/team/web:v2
                deleted    sha256:#
                deleted    sha256:#
                """, masked("image rm " + WEB + ":v1 " + WEB + ":v2"));
        assertEquals("", shell.run("image ls -o name").out());
        assertEquals(
                WEB + ":v1\n" + WEB + ":v2\n",
                shell.run("image tags " + WEB + " -o name").out());
        Shell.Ran pulled = shell.run("image pull " + WEB + ":v1");
        assertEquals(0, pulled.exitCode(), pulled.err());
        assertTrue(shell.run("image pull " + WEB + ":v1").out().contains("already current"));
    }

    @Test
    void theSameInputGivesTheSameDigestsWheneverItWasWritten() throws IOException {
        BuildResult first = built("app");
        Files.setLastModifiedTime(app.resolve("hello.txt"), FileTime.fromMillis(1_234_567_890_000L));
        assertEquals(first.imageId(), built("app").imageId());
        Files.writeString(app.resolve("hello.txt"), "hallo\n");
        assertFalse(first.imageId().equals(built("app").imageId()));
    }

    @Test
    void nodesFindWhatWasPushedAndNothingElse() {
        built("app");
        ImageCatalog catalog = shell.wiring().sandboxImages().catalog();
        assertEquals(Optional.empty(), catalog.find(WEB + ":v1"));
        PushedImage pushed =
                (PushedImage) shell.run("image push " + WEB + ":v1").outcome().result();
        ImageFacts found = catalog.find(WEB + ":v1").orElseThrow();
        assertEquals(new ImageFacts(pushed.digest(), List.of(8080)), found);
        assertEquals(Optional.of(found), catalog.find(WEB + "@" + pushed.digest()));
        String elsewhere = catalog.registry().orElseThrow() + "/team/web:v1";
        assertEquals(Optional.of(found), catalog.find(elsewhere));
        for (String other : List.of(WEB + ":v9", "team/web:v1", "registry.sandbox/team/other:v1", "NO image")) {
            assertEquals(Optional.empty(), catalog.find(other), other);
        }
        shell.run("image tag " + WEB + ":v1 team/web:v1");
        assertEquals(List.of(8080), catalog.find("team/web:v1").orElseThrow().ports());
        assertEquals(
                "failed to resolve reference \"busybox\": busybox: not found (the sandbox reaches no registry but"
                        + " registry.sandbox, and has no image of this name itself)",
                catalog.whyNot("busybox"));
    }

    @Test
    void aResetTakesImagesAwayFromTheEngineTheRegistryAndTheNode() {
        built("app");
        shell.run("image push " + WEB + ":v1");
        String deploy = "rollout deploy web --port 8080 --image " + WEB + ":v1";
        assertEquals(0, shell.run(deploy).exitCode());
        assertEquals(0, shell.run("sandbox reset").exitCode());
        assertEquals("", shell.run("image ls -o name").out());
        failed("image tags " + WEB, FailureKind.NOT_FOUND, "team/web");
        assertEquals(20, shell.run(deploy).exitCode());
    }

    @Test
    void noOtherRegistryIsReached() {
        built("app");
        shell.run("image tag " + WEB + ":v1 127.0.0.1:1/team/web:v1");
        failed("image push 127.0.0.1:1/team/web:v1", FailureKind.UNREACHABLE, "no registry but registry.sandbox");
        failed("image pull busybox", FailureKind.UNREACHABLE, "no registry but registry.sandbox, so not docker.io");
        failed("image tags registry.example.com/a", FailureKind.UNREACHABLE, "so not registry.example.com");
        failed("image tags " + WEB, FailureKind.NOT_FOUND, "team/web");
        failed("image pull " + WEB + ":v1", FailureKind.NOT_FOUND, "the registry has no such tag");
        failed("image push " + WEB + ":v7", FailureKind.NOT_FOUND, "the engine has no such image");
        failed("image inspect nothing", FailureKind.NOT_FOUND, "the engine has no image nothing");
    }

    @Test
    void whatNeedsAnEngineIsRefusedWithTheStep() throws IOException {
        dockerfile("FROM scratch", "COPY hello.txt /", "RUN make");
        failed("build image app", FailureKind.BUILD, "build failed at [3/3] RUN make: RUN needs a container");
        dockerfile("FROM golang:1.19 AS build", "RUN apt-get install x && go build -o /x .", "FROM scratch");
        assertEquals(0, shell.run("build image app").exitCode(), "a stage that nothing needs is not built");
        dockerfile("FROM golang:1.19 AS build", "RUN apt-get install x", "FROM scratch", "COPY --from=build /x /");
        failed("build image app", FailureKind.BUILD, "RUN go build -o FILE only");
        dockerfile("FROM busybox", "COPY hello.txt /");
        failed("build image app", FailureKind.UNREACHABLE, "base image busybox:latest: cannot pull busybox:latest");
        failed(
                "build image app",
                FailureKind.UNREACHABLE,
                "it is registry.sandbox/library/busybox:latest then, in FROM");
        failed("build image app", FailureKind.UNREACHABLE, "hint:  docker tag busybox:latest 127.0.0.1:");
        dockerfile("FROM scratch", "COPY gone.txt /");
        failed("build image app", FailureKind.BUILD, "build failed at [2/2] COPY gone.txt /: gone.txt is not in");
        Files.writeString(app.resolve(".dockerignore"), "*.txt\n");
        dockerfile("FROM scratch", "COPY hello.txt /");
        failed("build image app", FailureKind.BUILD, "hello.txt is left out by");
        dockerfile("FROM scratch", "COPPY a /");
        failed("build image app", FailureKind.INVALID, "line 2: unknown instruction: COPPY");
        dockerfile("FROM scratch", "ADD http://example.com/a /");
        failed("build image app", FailureKind.INVALID, "line 2: ADD of http://example.com/a fetches it");
    }

    @Test
    void anImageOfTheSandboxIsABase() throws IOException {
        built("app");
        shell.run("image push " + WEB + ":v1");
        shell.run("image rm " + WEB + ":v1");
        dockerfile("FROM " + WEB + ":v1", "COPY hello.txt /etc/", "ENTRYPOINT [\"/bin/other\"]");
        Shell.Ran ran = shell.run("build image app -t " + WEB + ":v2");
        assertEquals(0, ran.exitCode(), ran.err());
        String inspected = shell.run("image inspect " + WEB + ":v2").out();
        assertTrue(inspected.contains("in 2 layers"), inspected);
        assertTrue(inspected.contains("user:      1000:1000\n"), "the base's user stays: " + inspected);
        assertTrue(
                inspected.contains("runs:      /bin/other\n"), "a new entry point drops the base's CMD: " + inspected);
    }

    @Test
    void withoutGoAStandInIsBuiltAndSaid() {
        Shell.Ran one = shell.run("build image " + SAMPLE + " -t " + WEB + ":v1 --build-arg VERSION=v1");
        assertEquals(0, one.exitCode(), one.err());
        assertTrue(one.err().contains("no go on the PATH: a prebuilt static file stands in for /hello"), one.err());
        Shell.Ran two = shell.run("build image " + SAMPLE + " -t " + WEB + ":v2 --build-arg VERSION=v2");
        assertFalse(id(one).equals(id(two)), "another version is another image");
        assertEquals(id(one), id(shell.run("build image " + SAMPLE + " --build-arg VERSION=v1")));
        assertTrue(
                shell.run("image inspect " + WEB + ":v1").out().contains("ports:     8080/tcp\nruns:      /hello\n"));
    }

    @Test
    void withGoTheSourcesAreGivenToIt() throws IOException {
        Path go = Files.createDirectories(home.resolve("bin")).resolve("go");
        Files.writeString(go, """
                #!/bin/sh
                case "$PWD" in */src) ;; *) exit 3 ;; esac
                echo "compiled $* in $CGO_ENABLED $GOOS $GOARCH $GOFLAGS of" * > "$3"
                echo compiling
                """);
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwxr-xr-x"));
        Shell.Ran ran = shell.run("build image " + SAMPLE + " -t " + WEB + ":v1 --build-arg VERSION=v1");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("compiling"), ran.err());
        assertFalse(ran.err().contains("stands in"), ran.err());
        Files.writeString(go, "#!/bin/sh\necho main.go:1: no\nexit 1\n");
        Shell.Ran failed = shell.run("build image " + SAMPLE);
        assertEquals(FailureKind.BUILD.exitCode(), failed.exitCode());
        assertTrue(failed.err().contains("it ended with exit code 1"), failed.err());
        assertTrue(failed.err().contains("main.go:1: no"), failed.err());
    }

    @Test
    void aCancelledBuildEndsItsCompilerAndTagsNothing() throws Exception {
        Path started = home.resolve("started");
        Path go = Files.createDirectories(home.resolve("bin")).resolve("go");
        Files.writeString(go, "#!/bin/sh\necho $$ > " + started + "\nexec /bin/sleep 600\n");
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwxr-xr-x"));
        Shell.Ran[] ran = new Shell.Ran[1];
        Thread build = new Thread(() -> ran[0] = shell.run("build image " + SAMPLE + " -t " + WEB + ":v1"));
        build.start();
        while (build.isAlive() && (!Files.exists(started) || Files.size(started) == 0)) {
            Thread.sleep(10);
        }
        build.interrupt();
        build.join();
        assertEquals(FailureKind.CANCELLED.exitCode(), ran[0].exitCode(), ran[0].err());
        assertTrue(ran[0].err().contains("no image was tagged"), ran[0].err());
        long compiler = Long.parseLong(Files.readString(started).strip());
        ProcessHandle.of(compiler).ifPresent(process -> process.onExit().join());
        assertEquals("", shell.run("image ls -o name").out());
    }

    @Test
    void aLoginIsKeptApartFromDockers() {
        Shell.Ran ran = shell.run("image logout registry.sandbox");
        assertTrue(ran.out().contains("not logged in"), ran.out());
        assertThrows(OpsException.class, () -> shell.wiring().images().login("registry.sandbox", "sandbox", "wrong"));
        String login = shell.run("sandbox status").out();
        String token =
                login.substring(login.indexOf(" -p ") + 4).lines().findFirst().orElseThrow();
        shell.wiring().images().login("registry.sandbox", "sandbox", token);
        assertFalse(Files.exists(home.resolve(".docker")));
        assertTrue(shell.run("image logout registry.sandbox").out().contains("logged out"));
    }

    private BuildResult built(String context) {
        Shell.Ran ran = shell.run("build image " + context + " -t " + WEB + ":v1");
        assertEquals(0, ran.exitCode(), ran.err());
        return (BuildResult) ran.outcome().result();
    }

    private static String id(Shell.Ran ran) {
        return ((BuildResult) ran.outcome().result()).imageId();
    }

    private void failed(String line, FailureKind kind, String message) {
        Shell.Ran ran = shell.run(line);
        assertTrue(ran.err().contains(message), line + ": " + ran.err());
        assertEquals(kind.exitCode(), ran.exitCode(), ran.err());
    }

    private void dockerfile(String... lines) throws IOException {
        Files.writeString(app.resolve("Dockerfile"), String.join("\n", lines) + "\n");
    }

    private String masked(String line) {
        Shell.Ran ran = shell.run(line);
        String out = ran.exitCode() == 0 ? ran.out() : ran.err();
        return "[exit " + ran.exitCode() + "]\n"
                + out.replaceAll("sha256:[0-9a-f]+", "sha256:#")
                        .replaceAll("[0-9.]+(k?)B", "#B")
                        .replaceAll("in [0-9.]+s", "in #s");
    }
}
