package dev.fairlead.script.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What newcomers write, and what they read then. */
final class WrongScriptsTest {
    @TempDir
    private Path home;

    @Test
    void theCompilersWordsAreThoseOfAScriptsAuthor() throws IOException {
        assertSaid("""
                notify("done");
                List.of(1).forEach(i -> notify("x " + i));
                step("Build", () -> { int n = "x"; return n; });
                List.of("a").forEach(name -> println(name.lenght()));
                rollout.deploy("web");
                rollout.status();
                cluster.pods("a", "b");
                image.pul("x");
                var tag = param("tag").requird().value();
                var other = param("other").value;
                print "hello";
                rolout.status("deployment/web");
                try { rollout.statuses(); } catch (RolloutFaild e) { }
                step("A", println("x"));
                Optional<String> maybe = param("maybe").value();
                package com.example;
                var build = 3;
                build.image(".", "a:b");
                /open nowhere.jsh
                /opne other.jsh
                """, """
                1:1: notify is a method of every Java object; to tell the webhooks write announce("…")
                2:25: notify is a method of every Java object; to tell the webhooks write announce("…")
                3:31: incompatible types: String cannot be converted to int
                4:42: cannot find symbol: method lenght(); did you mean length(…)?
                5:8: there is no deploy(String); there is deploy(DeployRequest.Builder), deploy(DeployRequest)
                6:8: status(String) is called with no arguments
                7:8: there is no pods(String, String); there is pods(), pods(String)
                8:6: cannot find symbol: method pul(String); did you mean pull(…)?
                9:23: cannot find symbol: method requird(); did you mean required(…)?
                10:27: cannot find symbol: variable value; did you mean value(…)?
                11:1: cannot find symbol: variable print; did you mean print(…)?
                11:6: ';' expected
                12:1: cannot find symbol: variable rolout; did you mean rollout?
                13:36: cannot find symbol: class RolloutFaild; did you mean RolloutFailed?
                14:18: this gives no value; what is to be done later is written () -> …
                15:46: incompatible types: String cannot be converted to Optional<String>
                16:1: a script is in no package; drop this line
                18:6: int cannot be dereferenced; build is the variable of line 17 here and hides fairlead's build
                19:1: there is no script nowhere.jsh
                20:1: scripts have no /opne; of jshell's commands they have /exit [CODE] and /open FILE""");
    }

    @Test
    void anOlderNameIsAnsweredByTheOneOfNow() throws IOException {
        assertSaid("""
                if (sh("true").well()) println("well");
                var code = shell("exit 3").mayFail().run().exitCode();
                http.request("GET", "http://127.0.0.1:1").mayFail();
                try { rollout.statuses(); } catch (FleetFailed | SetFailed e) { }
                Ran ran = sh("true");
                """, """
                1:15: cannot find symbol: method well(); now succeeded()
                2:27: cannot find symbol: method mayFail(); now allowFailure()
                3:42: cannot find symbol: method mayFail(); now allowFailure()
                4:36: cannot find symbol: class FleetFailed; now MultiClusterFailed
                4:50: cannot find symbol: class SetFailed; now ApplySetFailed
                5:1: cannot find symbol: class Ran; now ProgramResult""");
    }

    @Test
    void whatIsNotClosedIsSaidWhereItBegins() throws IOException {
        assertSaid("println(\"unclosed);\nprintln(1);\n", "1:9: the string opened on line 1 is not closed");
        assertSaid("void f() {\n    if (true) {\n}\n", "1:10: the block opened on line 1 is not closed");
        assertSaid("println(1\nprintln(2)\n", "1:8: the bracket opened on line 1 is not closed");
        assertSaid("println(1);\n/* open\n", "2:1: the comment opened on line 2 is not closed");
        assertSaid("var t = \"\"\"\n  text\n", "1:9: the text block opened on line 1 is not closed");
    }

    @Test
    void aRunSaysTheSame() throws IOException {
        Files.writeString(home.resolve("test.jsh"), "println(1);\nnotify(\"done\");\n");
        try (Shell shell = new Shell(home, Map.of(), home)) {
            Shell.Ran ran = shell.run("run test.jsh");
            assertEquals(7, ran.exitCode());
            assertTrue(
                    ran.err()
                            .startsWith("error: test.jsh:2:1: notify is a method of every Java object;"
                                    + " to tell the webhooks write announce(\"…\")\n"),
                    ran.err());
        }
    }

    private void assertSaid(String source, String expected) throws IOException {
        Files.writeString(home.resolve("test.jsh"), source);
        try (Shell shell = new Shell(home, Map.of(), home)) {
            Shell.Ran ran = shell.run("script check test.jsh");
            assertEquals(7, ran.exitCode());
            assertEquals(
                    expected,
                    ran.out()
                            .lines()
                            .filter(line -> line.startsWith("test.jsh:"))
                            .map(line -> line.substring("test.jsh:".length()))
                            .collect(Collectors.joining("\n")));
        }
    }
}
