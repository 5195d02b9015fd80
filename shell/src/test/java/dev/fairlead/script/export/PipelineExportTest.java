package dev.fairlead.script.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Pipelines as their platforms read them. */
final class PipelineExportTest {
    /** As the library has it, so that scripts compile. */
    private static final String DECLARED = "void step(String title, Runnable work) { work.run(); }\n";

    private static final String SCRIPT = "// Ships it's \"app\" for $HOME ${{ github.token }}\n" + DECLARED + """
            var tag = param("tag").required().describe("the 'new' tag: \\\\d+ ${{ x }}").matching("v\\\\d+").value();
            var path = param("path").describe("where").otherwise("/a b/$c").value();
            var quick = param("quick").flag();
            """;
    private static final String STEPS = """
            step("Build it", () -> step("inner", () -> println(tag + path + quick)));
            step("test", () -> { });
            step("Say 'hi'", () -> { });
            """;

    private static final String PASSED =
            "if [ -n \"${SECRET_API_TOKEN:-}\" ]; then set -- \"$@\" \"--api-token=$SECRET_API_TOKEN\"; fi";

    private static final Set<String> GITLAB_JOB = Set.of("stage", "resource_group", "script", "artifacts");
    private static final Set<String> GITHUB_STEP = Set.of("name", "uses", "with", "run", "shell", "env", "if");

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(home, Map.of(), home);
        Files.createDirectories(home.resolve("app"));
        Files.writeString(home.resolve("pom.xml"), "");
        Files.writeString(home.resolve("app/go.sum"), "");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void gitlabHasAStageAStepAndAsksForTheParameters() throws IOException {
        JsonNode root = yaml(exported(STEPS, "gitlab", "--image registry.example.com/ops/fairlead:1"));
        assertEquals(List.of("build", "test", "Build it", "test (step)", "Say 'hi'"), texts(root.path("stages")));
        assertEquals("/a b/$$c", root.at("/variables/PARAM_PATH/value").asText());
        assertEquals("false", root.at("/variables/PARAM_QUICK/value").asText());
        assertEquals(List.of("false", "true"), texts(root.at("/variables/PARAM_QUICK/options")));
        assertTrue(root.at("/variables/PARAM_TAG/description").asText().endsWith("(required)"));
        assertEquals(
                "registry.example.com/ops/fairlead:1",
                root.at("/default/image/name").asText());
        assertEquals(3, root.at("/default/cache").size());
        assertEquals("pom.xml", root.at("/default/cache/1/key/files/0").asText());
        assertEquals("app/go.sum", root.at("/default/cache/2/key/files/0").asText());
        int jobs = 0;
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (Set.of("workflow", "stages", "variables", "default").contains(entry.getKey())) {
                continue;
            }
            JsonNode job = entry.getValue();
            job.fieldNames().forEachRemaining(key -> assertTrue(GITLAB_JOB.contains(key), key));
            assertTrue(texts(root.path("stages")).contains(job.path("stage").asText()));
            assertTrue(job.path("script").isArray() && texts(job.path("script")).size() > 1);
            if (job.has("artifacts")) {
                assertEquals(
                        Pipeline.REPORTS + "/*.xml",
                        job.at("/artifacts/reports/junit").asText());
                assertEquals("always", job.at("/artifacts/when").asText());
            }
            jobs++;
        }
        assertEquals(5, jobs);
    }

    @Test
    void githubHandsInputsAndSecretsOverAsVariablesOnly() throws IOException {
        String text = exported(STEPS, "github", "");
        JsonNode root = yaml(text);
        JsonNode inputs = root.at("/on/workflow_dispatch/inputs");
        assertEquals("boolean", inputs.at("/quick/type").asText());
        assertTrue(inputs.at("/tag/required").asBoolean());
        assertEquals("/a b/$c", inputs.at("/path/default").asText());
        assertEquals(List.of("build", "test", "deploy"), List.copyOf(names(root.path("jobs"))));
        for (JsonNode job : root.path("jobs")) {
            assertEquals("ubuntu-latest", job.path("runs-on").asText());
            assertEquals("${{ vars.FAIRLEAD_IMAGE }}", job.path("container").asText());
            for (JsonNode step : job.path("steps")) {
                names(step).forEach(key -> assertTrue(GITHUB_STEP.contains(key), key));
                assertTrue(step.has("uses") != step.has("run"), step.toString());
                assertFalse(step.path("run").asText().contains("${{"), step.toString());
                assertFalse(step.path("name").asText().contains("${{"), step.toString());
            }
        }
        assertFalse(root.path("name").asText().contains("${{"));
        assertFalse(inputs.at("/tag/description").asText().contains("${{"));
        List<String> steps = new ArrayList<>();
        root.at("/jobs/deploy/steps")
                .forEach(step -> steps.add(step.path("name").asText()));
        assertTrue(steps.containsAll(List.of("Build it", "test (step)", "Say 'hi'")), steps.toString());
        assertEquals("test", root.at("/jobs/deploy/needs").asText());
    }

    @Test
    void jenkinsIsGroovyThatReplacesNothing() throws IOException {
        for (String steps : List.of(STEPS, "println(tag + path + quick);\n")) {
            String text = exported(steps, "jenkins", "");
            CompilationUnit unit = new CompilationUnit();
            unit.addSource("Jenkinsfile", text);
            unit.compile(Phases.CONVERSION);
            assertTrue(text.contains("defaultValue: '/a b/$c'"), text);
            assertTrue(text.contains("description: 'the \\'new\\' tag: \\\\d+ ${{ x }} (required)'"), text);
            for (ModuleNode module : unit.getAST().getModules()) {
                module.getStatementBlock().visit(new CodeVisitorSupport() {
                    @Override
                    public void visitGStringExpression(GStringExpression replaced) {
                        throw new AssertionError(replaced.getText());
                    }
                });
            }
            assertEquals(
                    text.chars().filter(c -> c == '{').count(),
                    text.chars().filter(c -> c == '}').count());
        }
        assertTrue(exported(STEPS, "jenkins", "").contains("stage('Say \\'hi\\'') {"));
    }

    @Test
    void secretsComeFromThePlatformsOwnStoreAndStandInNoForm() throws IOException {
        Input secret = new Input("api-token", "of the API", true, false, true, "");
        Pipeline pipeline = new Pipeline("a.jsh", "Ships", List.of(secret), List.of(), List.of(), "");
        JsonNode gitlab = yaml(Ci.gitlab.text(pipeline));
        assertTrue(gitlab.path("variables").isMissingNode(), gitlab.toString());
        assertTrue(texts(gitlab.path("run: deploy").path("script")).contains(PASSED), gitlab.toString());
        JsonNode github = yaml(Ci.github.text(pipeline));
        assertTrue(github.at("/on/workflow_dispatch/inputs").isMissingNode());
        JsonNode run = StreamSupport.stream(github.at("/jobs/deploy/steps").spliterator(), false)
                .filter(step -> step.path("name").asText().equals("deploy"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "${{ secrets.SECRET_API_TOKEN }}",
                run.at("/env/SECRET_API_TOKEN").asText());
        assertTrue(run.path("run").asText().contains(PASSED));
        String jenkins = Ci.jenkins.text(pipeline);
        assertTrue(jenkins.contains("string(credentialsId: 'fairlead-api-token', variable: 'SECRET_API_TOKEN')"));
        assertFalse(jenkins.contains("name: 'SECRET_API_TOKEN'"), jenkins);
        assertTrue(jenkins.contains(PASSED));
    }

    @Test
    void theShellLinesGiveWhatIsSetAndLeaveOutWhatIsNot() throws Exception {
        JsonNode root = yaml(exported(STEPS, "gitlab", ""));
        String script = String.join("\n", texts(root.path("run: Say 'hi'").path("script")));
        Path said = home.resolve("said");
        String program = "fairlead() { printf '%s\\n' \"$@\" >> '" + said + "'; }\n" + script;
        ProcessBuilder sh = new ProcessBuilder("sh", "-eu", "-c", program)
                .directory(home.toFile())
                .redirectErrorStream(true);
        sh.environment().putAll(Map.of("PARAM_TAG", "v 1\"$(id)", "PARAM_QUICK", "true", "PARAM_PATH", ""));
        Process process = sh.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        assertEquals(
                List.of(
                        "run",
                        "ship.jsh",
                        "--report",
                        "fairlead-reports/step-3.xml",
                        "--only",
                        "Say 'hi'",
                        "--tag=v 1\"$(id)",
                        "--quick"),
                Files.readAllLines(said));
    }

    @Test
    void aScriptWithoutStepsOrWithStepsThatOnlyARunKnowsIsRunAsAWhole() throws IOException {
        for (String steps : List.of(
                "println(tag + path + quick);\n",
                "step(\"say \" + tag, () -> println(path + quick));\n",
                "void all() { step(\"hidden\", () -> println(tag + path + quick)); }\nall();\n")) {
            JsonNode root = yaml(exported(steps, "gitlab", ""));
            assertEquals(List.of("build", "test", "deploy"), texts(root.path("stages")), steps);
        }
    }

    @Test
    void whatIsThereOrDoesNotCompileIsNoPipeline() throws IOException {
        exported(STEPS, "gitlab", "");
        assertEquals(
                0, shell.run("script export ship.jsh --ci gitlab --out ci.yml").exitCode());
        Shell.Ran again = shell.run("script export ship.jsh --ci github --out ci.yml");
        assertEquals(6, again.exitCode());
        assertEquals("error: ci.yml is there already; nothing is written\n", again.err());
        Files.writeString(home.resolve("ship.jsh"), "int a = \"x\";");
        assertEquals(7, shell.run("script export ship.jsh --ci gitlab").exitCode());
    }

    private String exported(String steps, String ci, String options) throws IOException {
        Files.writeString(home.resolve("ship.jsh"), SCRIPT + steps);
        Shell.Ran ran = shell.run("script export ship.jsh --ci " + ci + " " + options);
        assertEquals(0, ran.exitCode(), ran.err() + ran.out());
        return ran.out();
    }

    private static JsonNode yaml(String text) {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(text);
        return new ObjectMapper().valueToTree(read);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
