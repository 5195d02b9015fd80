package dev.fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.OpsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnpackedDirectoryTest {
    @TempDir
    private Path home;

    private Path root;
    private UnpackedDirectory directory;

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectories(home.resolve("root"));
        directory = new UnpackedDirectory(root, new UnpackBudget().archive("a.tar", 100));
    }

    @Test
    void itGoesThroughNoLinkWhoeverMadeIt() throws IOException {
        Files.createDirectories(home.resolve("outside"));
        Files.createSymbolicLink(root.resolve("l"), home.resolve("outside"));
        assertEquals("cannot unpack l/x: /l is no directory", refused("l/x"));
        assertFalse(Files.exists(home.resolve("outside/x")));
    }

    @Test
    void aLinkAtTheEndIsReplacedAndNotWrittenThrough() throws IOException {
        Path outside = Files.writeString(home.resolve("outside"), "kept");
        Files.createSymbolicLink(root.resolve("l"), outside);
        file("l", "new");
        assertEquals("new", Files.readString(root.resolve("l")));
        assertEquals("kept", Files.readString(outside));
    }

    @Test
    void linksAreWrittenByWhatTheyMean() throws IOException {
        directory.link("a/b/l", "c/d");
        directory.link("top", "");
        assertEquals("../../c/d", Files.readSymbolicLink(root.resolve("a/b/l")).toString());
        assertEquals(".", Files.readSymbolicLink(root.resolve("top")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../../x", "/x", "a//x", "a/./x", "a/", "x\0y", ""})
    void pathsThatAreNoneBelowItAreRefused(String path) {
        assertTrue(refused(path).startsWith("cannot unpack " + path + ": "), path);
        assertThrows(OpsException.class, () -> directory.link("l", "../" + path));
    }

    @Test
    void aDirectoryStaysOne() throws IOException {
        directory.directory("d");
        assertEquals("cannot unpack d: a directory is in its place", refused("d"));
        file("f", "x");
        assertEquals("cannot unpack f/g: /f is no directory", refused("f/g"));
    }

    @Test
    void archivesUnpackToNoMoreThanTheirLimits() throws IOException {
        UnpackBudget.Archive small = new UnpackBudget().archive("small.tar", 1_000_000);
        small.entry(199_000_000);
        assertEquals(
                "cannot unpack small.tar: it unpacks to more than 200 times its 1 MB",
                assertThrows(OpsException.class, () -> small.entry(2_000_000)).message());
        UnpackBudget.Archive lying = new UnpackBudget().archive("lying.tar", 10);
        lying.entry(10);
        try (InputStream endless = lying.counted(new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        })) {
            assertTrue(endless.skip(Long.MAX_VALUE) < 1_000_000, "skipped without being counted");
            assertEquals(
                    "cannot unpack lying.tar: it unpacks to more than 200 times its 10 bytes",
                    assertThrows(OpsException.class, () -> endless.transferTo(OutputStream.nullOutputStream()))
                            .message());
        }
        UnpackBudget shared = new UnpackBudget();
        shared.archive("one.tar", 10L << 30).entry(10L << 30);
        assertEquals(
                "cannot unpack two.tar: it unpacks to more than 16 GiB",
                assertThrows(
                                OpsException.class,
                                () -> shared.archive("two.tar", 10L << 30).entry(10L << 30))
                        .message());
        assertThrows(
                OpsException.class,
                () -> new UnpackBudget().archive("wrapped.tar", 1).entry(Long.MAX_VALUE));
        assertThrows(
                OpsException.class,
                () -> new UnpackBudget().archive("negative.tar", 1).entry(-1));
    }

    private String refused(String path) {
        return assertThrows(OpsException.class, () -> file(path, "x")).message();
    }

    private void file(String path, String text) throws IOException {
        directory.file(path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
