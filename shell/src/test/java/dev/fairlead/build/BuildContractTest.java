package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsDocker;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.image.ImageReference;
import dev.fairlead.progress.ProgressEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code build image} on a real engine, with both builders. */
@NeedsDocker
final class BuildContractTest {
    private static final String BASE = RealParts.registry() + "/library/busybox:1.35";

    @TempDir
    private Path home;

    private final String name =
            RealParts.registry() + "/it-" + UUID.randomUUID().toString().substring(0, 8) + "/app";
    private Path context;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        context = Files.createDirectories(home.resolve("context"));
        Files.createDirectories(home.resolve(".docker"));
        Path plugins = Path.of(System.getProperty("user.home"), ".docker/cli-plugins");
        if (Files.isDirectory(plugins)) {
            Files.createSymbolicLink(home.resolve(".docker/cli-plugins"), plugins);
        }
        Map<String, String> environment = new HashMap<>(RealParts.environment());
        shell = new Shell(home, environment);
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(home.resolve(".docker/cli-plugins"));
        shell.run("image rm " + name + ":v1");
        shell.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"buildkit", "classic"})
    void anImageIsBuiltTaggedAndPushed(Builder builder) throws IOException {
        dockerfile(
                "FROM " + BASE + " AS base",
                "ARG WHO=nobody",
                "RUN echo built for $WHO",
                "FROM base AS last",
                "LABEL a=b");
        Shell.Ran ran = build(builder, "--build-arg WHO=me --label c=d --no-cache --push");
        assertEquals(0, ran.exitCode(), ran.err());
        BuildResult result = (BuildResult) ran.outcome().result();
        assertTrue(ran.out().startsWith("built " + result.imageId()), ran.out());
        assertEquals(builder.name(), result.builder());
        assertTrue(result.size() > 0);
        assertEquals(1, result.pushed().size());
        assertTrue(ran.err().contains("  built for me\n"), ran.err());
        assertTrue(shell.run("image inspect " + name + ":v1 -o json").out().contains("\"c\": \"d\""));
        assertEquals(
                name + ":v1\n", shell.run("image tags " + name + " -o name").out());
    }

    @ParameterizedTest
    @EnumSource(names = {"buildkit", "classic"})
    void aFailedStepIsShownWithItsLastLines(Builder builder) throws IOException {
        dockerfile("FROM " + BASE, "RUN echo some output && exit 7");
        Shell.Ran ran = build(builder, "");
        assertEquals(9, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("""
                error: build failed at [2/2] RUN echo some output && exit 7: it ended with exit code 7
                  some output
                hint:  correct this step""" + " in "), ran.err());
    }

    /** An engine that is to copy a pipe waits for ever. */
    @Test
    void aPipeIsLeftOutOfTheContext() throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", context.resolve("p").toString())
                        .start()
                        .waitFor());
        dockerfile("FROM " + BASE, "COPY p /");
        Shell.Ran ran = build(Builder.classic, "");
        check(9, "p is not in " + context, ran);
        check(9, "p is a pipe, a socket or a device, and is left out of the build context", ran);
    }

    @ParameterizedTest
    @EnumSource(names = {"buildkit", "classic"})
    void mistakesEachHaveTheirOwnError(Builder builder) throws IOException {
        dockerfile("FROM " + BASE, "RUNN true");
        check(7, "Dockerfile line 2: ", build(builder, ""));
        dockerfile("FROM " + RealParts.registry() + "/nothing:v1");
        check(3, "base image " + RealParts.registry() + "/nothing:v1 does not exist", build(builder, ""));
        dockerfile("FROM " + RealParts.authRegistry() + "/nothing:v1");
        check(4, "hint:  image login " + RealParts.authRegistry(), build(builder, ""));
        dockerfile("FROM " + BASE, "COPY nope /");
        check(9, "nope is not in " + context, build(builder, ""));
        Files.writeString(context.resolve("left"), "");
        Files.writeString(context.resolve(".dockerignore"), "left\n");
        dockerfile("FROM " + BASE, "COPY left /");
        check(9, "left is left out by " + context.resolve(".dockerignore"), build(builder, ""));
        Files.writeString(context.resolve(".dockerignore"), "a\n[\n");
        check(7, ".dockerignore line 2: ", build(builder, ""));
        dockerfile("FROM " + BASE);
        Files.delete(context.resolve(".dockerignore"));
        check(7, "has no stage called \"zz\"", build(builder, "--target zz"));
        Files.move(context.resolve("Dockerfile"), context.resolve("app.Dockerfile"));
        check(3, "hint:  build image " + context + " -f " + context.resolve("app.Dockerfile"), build(builder, ""));
        check(3, "does not exist", shell.run("build image " + context + "/none"));
        check(2, "--push needs a name", shell.run("build image " + context + " --push"));
        check(2, "is remote", shell.run("build image https://example.com/app.git"));
    }

    @ParameterizedTest
    @EnumSource(names = {"buildkit", "classic"})
    void anInterruptedBuildEndsSoonAndLeavesNoTag(Builder builder) throws Exception {
        dockerfile("FROM " + BASE, "RUN echo " + UUID.randomUUID() + " && sleep 300");
        CountDownLatch runs = new CountDownLatch(1);
        BuildRequest plain = BuildRequest.of(context, ImageReference.parse(name + ":v1"));
        BuildRequest request = new BuildRequest(
                context,
                plain.dockerfile(),
                plain.tags(),
                Map.of(),
                plain.target(),
                plain.platform(),
                false,
                false,
                Map.of(),
                false,
                plain.secrets(),
                builder);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread work = new Thread(() -> {
            try {
                shell.wiring().builds().image(request, event -> {
                    if (event instanceof ProgressEvent.Output) {
                        runs.countDown();
                    }
                });
                ended.complete(new AssertionError("the build was not cancelled"));
            } catch (Throwable e) {
                ended.complete(e);
            }
        });
        work.start();
        assertTrue(runs.await(60, TimeUnit.SECONDS));
        work.interrupt();
        Cancelled cancelled = assertInstanceOf(Cancelled.class, ended.get(30, TimeUnit.SECONDS));
        assertTrue(cancelled.message().contains("at [2/2] RUN"), cancelled.message());
        assertTrue(cancelled.message().contains("no image was tagged"), cancelled.message());
        assertEquals(3, shell.run("image inspect " + name + ":v1").exitCode());
    }

    /** The engine has done it; only its word is missing. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofABuildThatIsCancelledWhileTheEngineStallsIsSaidWhatItTagged(boolean otherwiseAnswers) throws Exception {
        dockerfile("FROM " + BASE, "LABEL stalled=" + name);
        AtomicBoolean building = new AtomicBoolean();
        Predicate<String> stalls = request -> {
            boolean build = request.startsWith("POST /") && request.contains("/build?");
            building.compareAndSet(false, build);
            return build || building.get() && !otherwiseAnswers;
        };
        try (StallingEngine engine = new StallingEngine(RealParts.engineSocket(), stalls);
                Shell stalled = new Shell(home, Map.of("DOCKER_HOST", engine.address()))) {
            CompletableFuture<Shell.Ran> ended = new CompletableFuture<>();
            Thread work = new Thread(() ->
                    ended.complete(stalled.run("build image " + context + " -t " + name + ":v1 --builder classic")));
            work.start();
            while (shell.run("image inspect " + name + ":v1").exitCode() != 0) {
                assertFalse(ended.isDone(), () -> ended.join().err());
                Thread.sleep(50);
            }
            work.interrupt();
            Shell.Ran ran = ended.get(30, TimeUnit.SECONDS);
            assertEquals(130, ran.exitCode(), ran.err());
            String said = otherwiseAnswers
                    ? "by then the engine had tagged " + name + ":v1 (sha256:"
                    : "whether an image was tagged is not known, as the engine does not answer";
            assertTrue(ran.err().contains(said), ran.err());
            assertEquals(!otherwiseAnswers, ran.err().contains("hint:  image inspect " + name + ":v1"), ran.err());
        }
    }

    @Test
    void theClassicBuilderRefusesSecrets() throws IOException {
        dockerfile("FROM " + BASE);
        check(2, "--secret needs BuildKit", build(Builder.classic, "--secret id=a,src=/dev/null"));
    }

    private Shell.Ran build(Builder builder, String options) {
        return shell.run("build image " + context + " -t " + name + ":v1 --builder " + builder + " " + options);
    }

    private void dockerfile(String... lines) throws IOException {
        Files.writeString(context.resolve("Dockerfile"), String.join("\n", lines) + "\n");
    }

    private static void check(int exitCode, String text, Shell.Ran ran) {
        assertEquals(exitCode, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains(text), ran.err());
    }
}
