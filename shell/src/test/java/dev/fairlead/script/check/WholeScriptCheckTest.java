package dev.fairlead.script.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code script check} finds beyond what the compiler says. */
final class WholeScriptCheckTest {
    /** Names that scripts may call without the library having them. */
    private static final String DECLARED = "void run(String... line) { } void pinned(String context) { }"
            + " void require(Object identity) { } String uid(String uid) { return uid; }\n";

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(home, Map.of(), home);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void linesAreReadByTheCommandsThemselves() throws IOException {
        assertProblems("""
                var app = "web";
                run("rollout statsu deployment/web");
                run("rollout status deployment/web --no-wiat");
                run("rollout undo");
                run("image", "tgas", "team/web");
                run("rollout restart deployment/" + app + " --timeuot 5m");
                run("rollot restart deployment/" + app);
                void nested() { List.of(1).forEach(i -> { run("imgae ls"); }); }
                run("rollout deploy web --replicas many --image a:b");
                run("cluster logs 'web");
                run("");
                """, """
                3:5: rollout: no command is called "statsu"; did you mean: rollout status deployment/web
                4:5: rollout status: unknown option: '--no-wiat'; did you mean: rollout status --no-wait
                5:5: rollout undo: missing required parameter: 'KIND/NAME'
                6:5: image: no command is called "tgas"; did you mean: image tags team/web
                7:5: rollout restart: unknown option: '--timeuot'; did you mean: rollout restart --timeout
                8:5: no command is called "rollot"; did you mean: rollout
                9:47: no command is called "imgae"; did you mean: image ls
                10:5: rollout deploy: invalid value for option '--replicas': 'many' is no number of pods; write 0 or more
                11:5: cannot read the line: a quote (') is not closed
                12:5: the line is empty""");
    }

    @Test
    void linesThatCommandsUnderstandAreNoProblem() throws IOException {
        assertProblems("""
                var app = "web";
                run("rollout status deployment/web --no-wait -o json");
                run("rollout", "status", "deployment/" + app, "--timeout", "5m");
                run("run other.jsh --whatever " + app);
                run(app + " status --nothing");
                run("cluster " + app + " --nothing");
                """, "");
    }

    @Test
    void parametersMustAgreeWithThemselvesAndBeRead() throws IOException {
        assertProblems("""
                var tag = param("tag").matching("v\\\\d+").otherwise("latest").value();
                var again = param("tag").required().value();
                var count = param("count").otherwise("two").number();
                var both = param("both").required().otherwise("x").value();
                var flag = param("yes").required().flag();
                var regex = param("regex").matching("v[").value();
                var unused = param("unused").value();
                param("unread").required();
                var blank = param("two words").value();
                println(tag + again + count + both + flag + regex + blank);
                var later = param("later").describe("kept");
                println(later.value());
                if (param("direct").flag()) { println(param("fine").matching("\\\\d+").otherwise(5).number()); }
                void within() { var inner = param("inner").value(); }
                """, """
                2:52: --tag is otherwise "latest", which does not match v\\d+
                3:19: --tag is asked for twice, first on line 2
                4:38: --count is otherwise "two", which is no whole number
                5:47: --both is required, so nothing is ever taken otherwise
                6:25: --yes is a flag, which has no value: drop required()
                7:37: v[ is no regular expression: Unclosed character class
                8:20: --unused is never used: nothing reads unused
                9:7: --unread is never read: end it with value(), optional(), number() or flag()
                10:19: no line can give an option that is called "two words"
                15:35: --inner is never used: nothing reads inner""");
    }

    @Test
    void aProtectedContextIsNotTakenByItsNameAlone() throws IOException {
        String script = """
                var there = rollout.inContext("prod-eu");
                there.status("deployment/web");
                cluster.use("prod-us", "shop");
                rollout.releaseIn(List.of("dev", "prod-eu"), "1", false, null);
                run("rollout status deployment/web --context prod-eu");
                run("rollout status deployment/web --context staging");
                cluster.use("dev");
                """;
        String said = ": the context %s is protected and taken by its name alone; pin it first: pinned(\"%s\")";
        String eu = String.format(said, "prod-eu", "prod-eu");
        String us = String.format(said, "prod-us", "prod-us");
        assertProblems(script, "2:31" + eu + "\n4:13" + us + "\n5:19" + eu + "\n6:5" + eu);
        assertProblems("pinned(\"prod-eu\");\n" + script, "5:13" + us);
        assertProblems("require(uid(\"3f1\"));\n" + script, "");
        write(script);
        assertEquals(
                "error: 7 problems in test.jsh\n",
                shell.run("script check --protected '*' test.jsh").err());
        try (Shell settled = new Shell(home, Map.of("FAIRLEAD_CONTEXTS_PROTECTED", "live, stag*"), home)) {
            assertEquals(
                    "error: 1 problem in test.jsh\n",
                    settled.run("script check test.jsh").err());
        }
    }

    @Test
    void typeErrorsAndAllElseComeAtOnceWithTheLineMarked() throws IOException {
        write("int a = \"x\";\nrun(\"imgae ls\");\n");
        Shell.Ran ran = shell.run("script check test.jsh");
        assertEquals(7, ran.exitCode());
        assertEquals("""
                test.jsh:2:9: incompatible types: String cannot be converted to int
                    int a = "x";
                            ^
                test.jsh:3:5: no command is called "imgae"; did you mean: image ls
                    run("imgae ls");
                        ^
                """, ran.out());
        assertEquals("error: 2 problems in test.jsh\n", ran.err());
        JsonNode json = new ObjectMapper()
                .readTree(shell.run("script check test.jsh -o json").out());
        assertEquals(3, json.path("problems").path(1).path("line").asInt());
        assertEquals("test.jsh", json.path("files").path(0).asText());
    }

    @Test
    void openedFilesAreCheckedToo() throws IOException {
        Files.writeString(home.resolve("other.jsh"), "\nvar x = param(\"x\").value();\n");
        write("/open other.jsh\n");
        assertEquals(
                "other.jsh:2:15: --x is never used: nothing reads x",
                shell.run("script check test.jsh").out().lines().findFirst().orElse(""));
    }

    private void assertProblems(String source, String expected) throws IOException {
        write(source);
        Shell.Ran ran = shell.run("script check test.jsh -o json");
        JsonNode problems = new ObjectMapper().readTree(ran.out()).path("problems");
        StringBuilder said = new StringBuilder();
        problems.forEach(one -> said.append(one.path("line").asInt())
                .append(':')
                .append(one.path("column").asInt())
                .append(": ")
                .append(one.path("message").asText())
                .append('\n'));
        assertEquals(expected, said.toString().lines().collect(Collectors.joining("\n")), ran.err());
    }

    private void write(String source) throws IOException {
        Files.writeString(home.resolve("test.jsh"), DECLARED + source);
    }
}
