package dev.fairlead.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsDocker;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines under {@code image} on a real engine and real registries. */
@NeedsDocker
final class ImageContractTest {
    @TempDir
    private Path home;

    private final String path = "it-" + UUID.randomUUID().toString().substring(0, 8) + "/web";
    private final String open = RealParts.registry() + "/" + path;
    private final String locked = RealParts.authRegistry() + "/" + path;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        shell = new Shell(home, RealParts.environment());
        Files.writeString(home.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /f\nLABEL it=\"" + path + "\"\n");
        assertEquals(
                0,
                shell.run("build image " + home + " --builder classic -t " + open + ":v1")
                        .exitCode());
    }

    @AfterEach
    void remove() {
        shell.run("image rm " + open + ":v1");
        shell.run("image rm " + locked + ":v1");
        shell.close();
    }

    @Test
    void anImageGoesToTheRegistryAndComesBack() {
        Shell.Ran pushed = shell.run("image push " + open + ":v1");
        assertEquals(0, pushed.exitCode(), pushed.err());
        PushedImage push = (PushedImage) pushed.outcome().result();
        assertTrue(push.digest().startsWith("sha256:"), push.digest());
        assertEquals(1, push.layers());
        assertTrue(pushed.err().contains(": pushed"), pushed.err());

        Shell.Ran tags = shell.run("image tags " + open + " -o name");
        assertEquals(open + ":v1\n", tags.out());

        Shell.Ran removed = shell.run("image rm " + open + ":v1");
        assertTrue(removed.out().contains("untagged   " + open + ":v1"), removed.out());
        assertTrue(removed.out().contains("deleted"), removed.out());
        assertEquals("", shell.run("image ls " + open).out());

        Shell.Ran pulled = shell.run("image pull " + open + ":v1");
        assertEquals(0, pulled.exitCode(), pulled.err());
        PulledImage pull = (PulledImage) pulled.outcome().result();
        assertEquals(push.digest(), pull.digest());
        assertTrue(pull.changed());
        assertTrue(shell.run("image pull " + open + ":v1").out().contains("already current"));
        assertTrue(shell.run("journal -o name").out().contains(open + ":v1"));
    }

    @Test
    void namesAreListedGivenAndInspected() {
        assertEquals(0, shell.run("image tag " + open + ":v1 " + locked + ":v1").exitCode());
        String list = shell.run("image ls " + locked).out();
        assertTrue(list.startsWith("REPOSITORY"), list);
        assertTrue(list.contains(locked), list);
        String json = shell.run("image inspect " + locked + ":v1 -o json").out();
        assertTrue(json.contains("\"RepoTags\""), json);
        assertTrue(json.contains("\"it\": \"" + path + "\""), json);
        assertTrue(shell.run("image inspect " + locked + ":v1").out().contains("tags:      "));
    }

    @Test
    void aLoginIsTriedBeforeItIsStored() throws IOException {
        String host = RealParts.authRegistry();
        Path config = home.resolve(".docker/config.json");
        try (Shell wrong = new Shell(home, RealParts.environment())) {
            var service = wrong.wiring().images();
            var failure = assertThrows(OpsException.class, () -> service.login(host, "dev", "wrong"));
            assertEquals(FailureKind.DENIED, failure.kind());
            assertFalse(Files.exists(config));

            assertEquals(
                    config.toString(), service.login(host, "dev", "devpass").storedIn());
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
        assertEquals(0, shell.run("image tag " + open + ":v1 " + locked + ":v1").exitCode());
        assertEquals(0, shell.run("image push " + locked + ":v1").exitCode());
        assertEquals(
                locked + ":v1\n", shell.run("image tags " + locked + " -o name").out());
        assertEquals(0, shell.run("image logout " + host).exitCode());
        assertEquals(4, shell.run("image tags " + locked).exitCode());
    }

    @Test
    void aRefusalNamesTheLoginThatIsMissing() {
        shell.run("image tag " + open + ":v1 " + locked + ":v1");
        Shell.Ran refused = shell.run("image push " + locked + ":v1");
        assertEquals(4, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains("hint:  image login " + RealParts.authRegistry()), refused.err());
    }

    @Test
    void anUnknownTagNamesWhereToLook() {
        shell.run("image push " + open + ":v1");
        Shell.Ran missing = shell.run("image pull " + open + ":nope");
        assertEquals(3, missing.exitCode(), missing.err());
        assertTrue(missing.err().contains("hint:  image tags " + open), missing.err());
        assertEquals(3, shell.run("image push " + open + ":nope").exitCode());
        assertEquals(3, shell.run("image inspect " + open + ":nope").exitCode());
        assertEquals(3, shell.run("image tags " + open + "nope").exitCode());
    }

    @Test
    void aRegistryThatDoesNotAnswerIsUnreachable() {
        shell.run("image tag " + open + ":v1 127.0.0.1:9/" + path + ":v1");
        Shell.Ran push = shell.run("image push 127.0.0.1:9/" + path + ":v1");
        shell.run("image rm 127.0.0.1:9/" + path + ":v1");
        assertEquals(5, push.exitCode(), push.err());
        assertEquals(5, shell.run("image tags 127.0.0.1:9/x").exitCode());
        assertEquals(5, shell.run("image pull 127.0.0.1:9/x").exitCode());
    }

    @Test
    void whatTheRegistryServesIsKnownByDigestAndPlatform() {
        PushedImage pushed =
                (PushedImage) shell.run("image push " + open + ":v1").outcome().result();
        RegistryClient registries = shell.wiring().registries();
        ImageManifest manifest = registries.manifest(ImageReference.parse(open + ":v1"));
        assertEquals(pushed.digest(), manifest.digest());
        assertEquals(1, manifest.platforms().size());
        assertTrue(manifest.platforms().get(0).startsWith("linux/"), manifest.toString());
    }
}
