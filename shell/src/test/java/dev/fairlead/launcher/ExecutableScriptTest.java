package dev.fairlead.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that are programs: their first line is {@code #!/usr/bin/env -S fairlead run}. */
@Tag("launcher")
final class ExecutableScriptTest {
    @TempDir
    private Path home;

    private Path script;

    @BeforeEach
    void write() throws IOException {
        Path directory = Files.createDirectories(home.resolve("my scripts"));
        Files.writeString(directory.resolve("words.jsh"), "String greeting(String who) { return \"hi \" + who; }\n");
        script = Files.writeString(directory.resolve("hi.jsh"), """
                #!/usr/bin/env -S fairlead run
                // Says hi.
                /open words.jsh
                var who = param("who").required().describe("whom").value();
                var code = param("code").otherwise(0).number();
                println(greeting(who) + " " + words() + " from " + scriptDirectory().getFileName());
                if (code == 99) {
                    throw new IllegalStateException("broken");
                }
                /exit code
                """);
        script.toFile().setExecutable(true);
    }

    @Test
    void itsWordsReachItAndItsExitCodeItsCaller() throws Exception {
        Launcher.Ran well = started("./hi.jsh").in(script.getParent()).run("--who", "you all", "one", "a b");
        assertEquals(new Launcher.Ran(0, "hi you all [one, a b] from my scripts\n", ""), well);
        assertEquals(3, started(script.toString()).run("--who=x", "--code", "3").exitCode());
    }

    @Test
    void throughALinkFromElsewhereItFindsTheFilesBesideIt() throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("hi"), Path.of("../my scripts/hi.jsh"));
        Launcher.Ran ran = started(link.toString()).in(Path.of("/")).run("--who", "you");
        assertEquals(new Launcher.Ran(0, "hi you [] from my scripts\n", ""), ran);
        // the second run is replayed
        assertEquals(ran, started(link.toString()).in(Path.of("/")).run("--who", "you"));
    }

    @Test
    void itsHelpAndFailuresAreTheScripts() throws Exception {
        Launcher.Ran help = started("./hi.jsh").in(script.getParent()).run("--help");
        assertEquals(new Launcher.Ran(0, """
                run hi.jsh --who WHO [--code CODE] [WORD…]

                Says hi.

                  --who WHO    whom; required
                  --code CODE  otherwise 0
                """, ""), help);
        Launcher.Ran missing = started(script.toString()).in(home).run();
        assertEquals(new Launcher.Ran(2, "", """
                error: my scripts/hi.jsh: --who is missing (whom)
                hint:  fairlead run 'my scripts/hi.jsh' --who WHO
                """), missing);
        Launcher.Ran broken = started("./hi.jsh").in(script.getParent()).run("--who", "x", "--code=99");
        assertEquals(new Launcher.Ran(10, "hi x [] from my scripts\n", """
                error: hi.jsh:8: IllegalStateException: broken
                     8 |     throw new IllegalStateException("broken");
                """), broken);
    }

    private Launcher started(String program) {
        String path = Launcher.SCRIPT.getParent() + File.pathSeparator + System.getenv("PATH");
        return new Launcher(home).with("PATH", path).startedAs(program);
    }
}
