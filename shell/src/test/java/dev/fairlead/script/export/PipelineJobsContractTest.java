package dev.fairlead.script.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An exported pipeline's jobs as a runner runs them: each in a working copy, a home and a process of its own. */
@NeedsCluster
final class PipelineJobsContractTest {
    private static final String SCRIPT = """
            // Ships.
            var repository = param("image").required().value();
            var pushed = step("Build", () -> {
                build.image(scriptDirectory().resolve("app").toString(), repository + ":v1", Map.of());
                return image.push(repository + ":v1");
            });
            step("Deploy", () -> rollout.deploy(rollout.named("piped")
                    .image(repository + "@" + pushed.digest()).replicas(1)));
            """;

    @TempDir
    private Path home;

    @Test
    void whatOneJobGivesTheNextHasInAnotherWorkingCopy() throws Exception {
        Path project = Files.createDirectories(home.resolve("project/app"));
        Files.writeString(
                project.resolve("Dockerfile"),
                "FROM busybox:1.35\nUSER 10001\nCMD [\"httpd\", \"-f\", \"-p\", \"8080\"]\n");
        Files.writeString(project.resolveSibling("ship.jsh"), SCRIPT);
        JsonNode pipeline = exported(project.resolveSibling(""));
        List<String> outputs = new ArrayList<>();
        try (ScratchNamespace namespace = new ScratchNamespace("pipeline")) {
            Path before = null;
            for (JsonNode stage : pipeline.path("stages")) {
                Path copy = home.resolve("runner-" + outputs.size() + "/project");
                copied(project.resolveSibling(""), copy);
                JsonNode job = job(pipeline, stage.asText());
                for (JsonNode artifact : job(pipeline, "Build").at("/artifacts/paths")) {
                    if (before != null && Files.exists(before.resolve(artifact.asText()))) {
                        copied(before.resolve(artifact.asText()), copy.resolve(artifact.asText()));
                    }
                }
                outputs.add(ran(job.path("script"), copy, namespace.name));
                before = copy;
            }
            assertTrue(outputs.get(3).contains("step Build: not run"), outputs.get(3));
            String image = namespace
                    .get("deployments", "piped")
                    .at("/spec/template/spec/containers/0/image")
                    .asText();
            assertTrue(image.contains("@sha256:"), image);
        }
    }

    private JsonNode exported(Path project) {
        try (Shell shell = new Shell(home, Map.of(), project)) {
            Shell.Ran ran = shell.run("script export ship.jsh --ci gitlab");
            assertEquals(0, ran.exitCode(), ran.err());
            return new ObjectMapper()
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(ran.out()));
        }
    }

    private static JsonNode job(JsonNode pipeline, String stage) {
        return pipeline.properties().stream()
                .map(Map.Entry::getValue)
                .filter(job -> job.path("stage").asText().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private String ran(JsonNode script, Path copy, String namespace) throws Exception {
        Path programs = Files.createDirectories(copy.resolveSibling("bin"));
        Path program = Files.writeString(
                programs.resolve("fairlead"),
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -XX:TieredStopAtLevel=1"
                        + " --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED -cp '" + System.getProperty("java.class.path")
                        + "' dev.fairlead.Main -n " + namespace + " \"$@\"\n");
        assertTrue(program.toFile().setExecutable(true));
        String lines = String.join(
                "\n",
                StreamSupport.stream(script.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
        ProcessBuilder sh = new ProcessBuilder("sh", "-eu", "-c", lines)
                .directory(copy.toFile())
                .redirectErrorStream(true);
        sh.environment().putAll(RealParts.environment());
        sh.environment().put("HOME", copy.resolveSibling("home").toString());
        sh.environment().put("PARAM_IMAGE", RealParts.registry() + "/fairlead-it/" + namespace);
        sh.environment().merge("PATH", programs.toString(), (path, first) -> first + File.pathSeparator + path);
        Process process = sh.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), lines + "\n" + output);
        return output;
    }

    /** As a clone or an archive: other files, with times of their own. */
    private static void copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
