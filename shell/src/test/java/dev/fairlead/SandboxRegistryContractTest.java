package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.build.BuildResult;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.image.PulledImage;
import dev.fairlead.image.PushedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's registry and images as a real engine sees them. */
@NeedsDocker
final class SandboxRegistryContractTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("fairlead.project", "..")).resolve("scripts/sample");

    @TempDir
    private Path home;

    private final String repository = "it-" + UUID.randomUUID().toString().substring(0, 8) + "/web";
    private Shell sandbox;
    private Shell real;
    private String reachable;

    @BeforeEach
    void start() throws IOException {
        sandbox = Shell.sandbox(home, home, Map.of("PATH", "/nowhere"));
        real = new Shell(home, RealParts.environment());
        reachable = sandbox.wiring().sandboxImages().catalog().registry().orElseThrow() + "/" + repository;
    }

    @AfterEach
    void remove() {
        real.run("image rm --force " + reachable + ":v1");
        real.run("image rm --force " + reachable + ":v2");
        real.close();
        sandbox.close();
    }

    @Test
    void anEnginePullsWhatTheSandboxBuiltAndPushed() throws Exception {
        Path app = Files.createDirectories(home.resolve("app"));
        Files.writeString(app.resolve("a.txt"), "hello from the sandbox");
        Files.createSymbolicLink(app.resolve("link"), Path.of("a.txt"));
        Files.writeString(
                app.resolve("Dockerfile"),
                "FROM scratch\nCOPY a.txt link /srv/\nENV A=b\nUSER 7:8\nEXPOSE 80\nCMD [\"/x\"]\n");
        BuildResult built = (BuildResult) ok(sandbox.run("build image app -t registry.sandbox/" + repository + ":v1"));
        PushedImage pushed = (PushedImage) ok(sandbox.run("image push registry.sandbox/" + repository + ":v1"));
        PulledImage pulled = (PulledImage) ok(real.run("image pull " + reachable + ":v1"));
        assertEquals(built.imageId(), pulled.id());
        assertEquals(pushed.digest(), pulled.digest());
        assertEquals(
                reachable + ":v1\n",
                real.run("image tags " + reachable + " -o name").out());
        String inspected = real.run("image inspect " + reachable + ":v1").out();
        assertTrue(inspected.contains("user:      7:8\nports:     80/tcp\nruns:      /x\n"), inspected);
        String copied = "FROM " + reachable + ":v1 AS a\nFROM " + RealParts.registry()
                + "/library/busybox:1.35\nCOPY --from=a /srv /srv\nRUN cat /srv/link && ls -ln /srv\n";
        Files.writeString(app.resolve("Dockerfile"), copied);
        Shell.Ran ran = real.run("build image " + app + " --builder classic --no-cache -t " + reachable + ":v2");
        assertTrue(ran.err().contains("hello from the sandbox"), ran.err());
    }

    @Test
    void anEnginePushesAndTheSandboxPullsAndBuildsOnIt() throws Exception {
        Path app = Files.createDirectories(home.resolve("app"));
        Files.writeString(
                app.resolve("Dockerfile"),
                "FROM " + RealParts.registry() + "/library/busybox:1.35\nRUN echo made > /made && rm /bin/wget\n");
        ok(real.run("build image " + app + " --builder classic -t " + reachable + ":v1"));
        Shell.Ran refused = real.run("image push " + reachable + ":v1");
        assertEquals(FailureKind.DENIED.exitCode(), refused.exitCode(), refused.err());
        login();
        PushedImage pushed = (PushedImage) ok(real.run("image push " + reachable + ":v1"));
        PulledImage pulled = (PulledImage) ok(sandbox.run("image pull registry.sandbox/" + repository + ":v1"));
        assertEquals(pushed.digest(), pulled.digest());
        Files.writeString(
                app.resolve("Dockerfile"),
                "FROM registry.sandbox/" + repository + ":v1 AS made\nFROM registry.sandbox/" + repository
                        + ":v1\nCOPY --from=made /made /bin/busybox /again/\nCMD [\"cat\", \"/again/made\"]\n");
        ok(sandbox.run("build image app -t registry.sandbox/" + repository + ":v2 --push"));
        ok(real.run("image pull " + reachable + ":v2"));
        assertEquals("made\n", run(reachable + ":v2"));
    }

    @Test
    void theStandInRunsAndSaysWhatItIs() throws Exception {
        ok(sandbox.run("build image " + SAMPLE + " -t registry.sandbox/" + repository + ":v1 --push"));
        ok(real.run("image pull " + reachable + ":v1"));
        String container = program("docker", "run", "-d", reachable + ":v1").strip();
        try {
            String log = "";
            for (int i = 0; log.isEmpty() && i < 200; i++) {
                Thread.sleep(50);
                log = program("docker", "logs", container);
            }
            assertTrue(log.startsWith("fairlead: this file stands in for /hello, which was not compiled"), log);
            assertEquals("true\n", program("docker", "inspect", "-f", "{{.State.Running}}", container));
        } finally {
            program("docker", "rm", "-f", container);
        }
    }

    /** By the line that the sandbox's status shows. */
    private void login() throws Exception {
        String shown = sandbox.run("sandbox status").out();
        String line = shown.substring(shown.indexOf("docker login"))
                .lines()
                .findFirst()
                .orElseThrow();
        program(line.replace("docker login", "docker --config " + home.resolve(".docker") + " login")
                .split(" "));
    }

    private static Object ok(Shell.Ran ran) {
        assertEquals(0, ran.exitCode(), ran.err());
        return ran.outcome().result();
    }

    private static String run(String image) throws Exception {
        return program("docker", "run", "--rm", image);
    }

    private static String program(String... words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
