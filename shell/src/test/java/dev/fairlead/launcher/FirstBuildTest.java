package dev.fairlead.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start where nothing is built yet. Maven is a program that copies what was built before. */
@Tag("launcher")
final class FirstBuildTest {
    @TempDir
    private Path home;

    private Path project;

    @BeforeEach
    void aProjectThatIsNotBuilt() throws IOException {
        project = home.resolve("a project");
        Files.createDirectories(project.resolve("shell/bin"));
        Files.copy(Launcher.SCRIPT, project.resolve("shell/bin/fairlead"));
    }

    @Test
    void theFirstStartBuildsAndGoesOn() throws Exception {
        maven("echo ran >>\"$PWD/builds\"; " + copying());
        Launcher.Ran first = launcher().run("version");
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.err().startsWith("fairlead: nothing is built yet"), first.err());
        assertTrue(first.out().startsWith("version:"), first.out());
        assertEquals("", launcher().run("version").err());
        assertEquals("ran\n", Files.readString(project.resolve("builds")));
    }

    @Test
    void twoFirstStartsBuildOnce() throws Exception {
        // The first build goes on until the second start says that it waits.
        maven("echo ran >>\"$PWD/builds\"; until grep -q waiting ../err*; do sleep 0.1; done; " + copying());
        Launcher.Running one = launcher().start("version");
        Launcher.Running other = launcher().start("version");
        assertEquals(0, one.end().exitCode());
        assertEquals(0, other.end().exitCode());
        assertEquals("ran\n", Files.readString(project.resolve("builds")));
    }

    @Test
    void theLockOfAStartThatDiedIsTaken() throws Exception {
        maven(copying());
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(project.resolve("shell/target/.first-build"));
        Files.createFile(project.resolve("shell/target/.first-build/" + dead.pid()));
        assertEquals(0, launcher().run("version").exitCode());
    }

    @Test
    void aFailedBuildShowsWhatMavenSaidAndLeavesNoLock() throws Exception {
        maven("echo '[ERROR] it is broken'; exit 1");
        Launcher.Ran ran = launcher().run("version");
        assertEquals(9, ran.exitCode());
        assertTrue(ran.err().contains("[ERROR] it is broken\nerror: the build failed"), ran.err());
        assertFalse(Files.exists(project.resolve("shell/target/.first-build")));
    }

    private void maven(String script) throws IOException {
        Path mvn = Files.createDirectories(home.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\n" + script + "\n");
        assertTrue(mvn.toFile().setExecutable(true));
    }

    private static String copying() {
        return "cp '" + Launcher.JAR + "' '" + Launcher.JAR + ".sha256' shell/target/";
    }

    private Launcher launcher() {
        return new Launcher(home)
                .with("PATH", home.resolve("bin") + ":" + System.getenv("PATH"))
                .startedAs(project.resolve("shell/bin/fairlead").toString());
    }
}
