package dev.fairlead.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerCredentialsTest {
    @TempDir
    private Path home;

    private Path config;
    private DockerCredentials credentials;

    @BeforeEach
    void emptyHome() {
        config = home.resolve(".docker/config.json");
        String path = home.resolve("bin") + ":" + System.getenv("PATH");
        credentials = new DockerCredentials(Settings.of(Map.of("HOME", home.toString(), "PATH", path), home, home));
    }

    @Test
    void aLoginIsStoredAsDockerStoresItAndTheRestStays() throws IOException {
        write(
                "{\"HttpHeaders\":{\"X\":\"1\"},\"auths\":{\"old:5000\":{\"auth\":\"YTpi\"}},\"unknown\":[1,{\"a\":null}]}");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));

        assertEquals(config.toString(), credentials.store("new:5000", RegistryLogin.of("dev", "pa:ss")));

        assertEquals("""
                {
                \t"HttpHeaders": {
                \t\t"X": "1"
                \t},
                \t"auths": {
                \t\t"old:5000": {
                \t\t\t"auth": "YTpi"
                \t\t},
                \t\t"new:5000": {
                \t\t\t"auth": "ZGV2OnBhOnNz"
                \t\t}
                \t},
                \t"unknown": [
                \t\t1,
                \t\t{
                \t\t\t"a": null
                \t\t}
                \t]
                }""", Files.readString(config));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
        assertEquals(Optional.of(RegistryLogin.of("dev", "pa:ss")), credentials.lookup("new:5000"));
        assertEquals(Optional.of(RegistryLogin.of("a", "b")), credentials.lookup("old:5000"));
    }

    @Test
    void aFileThatIsMissingIsMadeForItsOwnerOnly() throws IOException {
        assertEquals(Optional.empty(), credentials.lookup("r:1"));
        credentials.store("docker.io", RegistryLogin.of("u", "p"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
        assertTrue(Files.readString(config).contains("\"https://index.docker.io/v1/\""));
        assertTrue(credentials.erase("docker.io"));
        assertFalse(credentials.erase("docker.io"));
        assertEquals(Optional.empty(), credentials.lookup("docker.io"));
    }

    @Test
    void aLinkToTheFileStaysALink() throws IOException {
        Path real = home.resolve("real.json");
        Files.writeString(real, "{}");
        Files.createDirectories(config.getParent());
        Files.createSymbolicLink(config, real);
        credentials.store("r:1", RegistryLogin.of("u", "p"));
        assertTrue(Files.isSymbolicLink(config));
        assertTrue(Files.readString(real).contains("r:1"));
    }

    @Test
    void oldEntriesWithSchemeAndIdentityTokensAreUnderstood() throws IOException {
        write(
                "{\"auths\":{\"https://r.io/v1/\":{\"auth\":\"YTpi\"},\"t.io\":{\"auth\":\"YTo=\",\"identitytoken\":\"tok\"}}}");
        assertEquals(Optional.of(RegistryLogin.of("a", "b")), credentials.lookup("r.io"));
        assertEquals(Optional.of(new RegistryLogin("a", "", "tok")), credentials.lookup("t.io"));
    }

    @Test
    void credentialProgramsAreAskedBeforeTheFile() throws IOException {
        fakeProgram();
        write("{\"credsStore\":\"none\",\"credHelpers\":{\"h.io\":\"fake\"}}");

        assertEquals("docker-credential-fake", credentials.store("h.io", RegistryLogin.of("dev", "secret")));

        assertEquals(Optional.of(RegistryLogin.of("dev", "secret")), credentials.lookup("h.io"));
        assertFalse(Files.readString(config).contains("secret"));
        assertTrue(Files.readString(config).contains("\"h.io\": {}"), Files.readString(config));
        assertTrue(credentials.erase("h.io"));
        assertEquals(Optional.empty(), credentials.lookup("h.io"));
        OpsException missing = assertThrows(OpsException.class, () -> credentials.lookup("other.io"));
        assertTrue(missing.message().contains("docker-credential-none"), missing.message());
    }

    @Test
    void aProgramMayAnswerWithoutReading() throws IOException {
        program("echo '{\"Username\": \"dev\", \"Secret\": \"s\"}'; exit 0");
        write("{\"credsStore\":\"fake\"}");
        String longName = "h".repeat(200_000) + ".io";
        assertEquals(Optional.of(RegistryLogin.of("dev", "s")), credentials.lookup("h.io"));
        assertEquals(Optional.of(RegistryLogin.of("dev", "s")), credentials.lookup(longName));

        program("exec <&-; echo 'credentials not found in native keychain'; exit 1");
        assertEquals(Optional.empty(), credentials.lookup(longName));

        program("exec <&-; echo 'the keychain is locked' >&2; exit 1");
        OpsException failed = assertThrows(OpsException.class, () -> credentials.lookup("h.io"));
        assertEquals("docker-credential-fake get for h.io failed: the keychain is locked", failed.message());

        program("echo '[]'");
        OpsException strange = assertThrows(OpsException.class, () -> credentials.lookup("h.io"));
        assertEquals("docker-credential-fake get for h.io failed: its answer is no login", strange.message());
    }

    @Test
    void aFileThatIsNoJsonIsNeverOverwritten() throws IOException {
        write("{ not json");
        assertThrows(OpsException.class, () -> credentials.store("r:1", RegistryLogin.of("u", "p")));
        assertEquals("{ not json", Files.readString(config));
    }

    private void write(String json) throws IOException {
        Files.createDirectories(config.getParent());
        Files.writeString(config, json);
    }

    /** Keeps one entry in a file beside it. */
    private void fakeProgram() throws IOException {
        program("""
                kept="$HOME/kept.json"
                case "$1" in
                store) cat > "$kept" ;;
                get) cat > /dev/null
                     if [ -f "$kept" ]; then cat "$kept"; else echo "credentials not found in native keychain"; exit 1; fi ;;
                erase) cat > /dev/null; rm -f "$kept" ;;
                esac
                """);
    }

    private void program(String script) throws IOException {
        Path program = Files.createDirectories(home.resolve("bin")).resolve("docker-credential-fake");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
