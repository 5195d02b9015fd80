package dev.fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OwnFileTest {
    private static final BiConsumer<OwnFile, String> OWN = OwnFile::replace;
    private static final BiConsumer<OwnFile, String> SHARED = OwnFile::replaceAsShared;

    @TempDir
    private Path folder;

    static Stream<Arguments> rights() {
        return Stream.of(
                Arguments.of("a new one", OWN, "", "rw-------"),
                Arguments.of("one that others read", OWN, "rw-r--r--", "rw-------"),
                Arguments.of("one that nobody may write", OWN, "r--r--r--", "rw-------"),
                Arguments.of("a shared one that is its owner's", SHARED, "rw-------", "rw-------"),
                Arguments.of("a shared one of a group", SHARED, "rw-rw----", "rw-rw----"),
                Arguments.of("a shared one of all", SHARED, "rw-r--r--", "rw-r--r--"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rights")
    void itHasTheRightsOfItsKind(String name, BiConsumer<OwnFile, String> replace, String before, String after)
            throws IOException {
        Path file = folder.resolve("file");
        if (!before.isEmpty()) {
            Files.setPosixFilePermissions(Files.writeString(file, "old"), PosixFilePermissions.fromString(before));
        }
        replace.accept(new OwnFile(file), "new");
        assertEquals("new", Files.readString(file));
        assertEquals(after, rights(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void aNewSharedOneIsLikeEveryOtherFile() throws IOException {
        new OwnFile(folder.resolve("file")).replaceAsShared("new");
        assertEquals(rights(Files.createFile(folder.resolve("other"))), rights(folder.resolve("file")));
    }

    @Test
    void aLinkStaysOneAndWhatItLeadsToIsReplacedAlsoWhereThatIsMissing() throws IOException {
        Path real = folder.resolve("real");
        Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("real"));
        Path far = Files.createSymbolicLink(folder.resolve("far"), near);
        for (String text : List.of("first", "second")) {
            new OwnFile(far).replace(text);
            assertEquals(text, Files.readString(real));
            assertEquals("rw-------", rights(real));
            assertTrue(Files.isSymbolicLink(near) && Files.isSymbolicLink(far), names().toString());
        }
    }

    @Test
    void linksThatLeadNowhereAreAFailureThatNamesTheFile() throws IOException {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, link);
        assertEquals(
                "cannot write the plan to x: too many levels of symbolic links",
                failure(new OwnFile(link, "the plan to x")).message());
    }

    @Test
    void aFolderThatIsMissingOrNoFolderIsAFailureThatNamesTheFile() throws IOException {
        OpsException missing = failure(new OwnFile(folder.resolve("none/file"), "the plan to none/file"));
        assertEquals("cannot write the plan to none/file: no such file or directory", missing.message());
        assertEquals(FailureKind.FAILED, missing.kind());
        Path file = Files.createFile(folder.resolve("file"));
        assertTrue(failure(new OwnFile(file.resolve("below"))).message().startsWith("cannot write " + file + "/below"));
    }

    @Test
    void aDiskThatTakesNoMoreLeavesTheOldFileAndNoDraft() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Process limited = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 4; exec \"$@\"",
                        "limited",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TooMuch.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, limited.waitFor(), said);
        assertEquals("FAILED cannot write " + file + ": File too large", said.strip());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void whatIsNoRegularFileIsWrittenInto() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        new OwnFile(pipe).replace("through");
        assertEquals("through", new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(List.of("pipe"), names());
    }

    @Test
    void aFileSystemWithoutSuchRightsIsWrittenAllTheSame() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("all.zip"), Map.of("create", "true"))) {
            assertFalse(zip.supportedFileAttributeViews().contains("posix"));
            Path file = zip.getPath("/kept/of/file");
            OwnFolder.make(file.getParent());
            for (BiConsumer<OwnFile, String> replace : List.of(OWN, SHARED, OWN)) {
                replace.accept(new OwnFile(file), "text");
                assertEquals("text", Files.readString(file));
            }
            new OwnFile(file).own();
            new OwnFile(zip.getPath("/kept/begun")).begin();
            assertEquals("text", Files.readString(file));
        }
    }

    @Test
    void oneThatIsBegunIsNewAndOneThatIsOwnedKeepsItsText() throws IOException {
        Path file = folder.resolve("file");
        new OwnFile(file).begin();
        assertEquals("rw-------", rights(file));
        assertThrows(OpsException.class, new OwnFile(file)::begin);
        Files.setPosixFilePermissions(Files.writeString(file, "old"), PosixFilePermissions.fromString("rw-rw-rw-"));
        new OwnFile(file).own();
        assertEquals("old", Files.readString(file));
        assertEquals("rw-------", rights(file));
        new OwnFile(folder.resolve("other")).own();
        assertEquals("rw-------", rights(folder.resolve("other")));
    }

    @Test
    void draftsOfKilledProcessesAreRemovedAndNothingElse() throws IOException {
        for (String name : List.of("file", "file.1.new", "file.old", "other.1.new")) {
            Files.createFile(folder.resolve(name));
        }
        new OwnFile(folder.resolve("file")).removeDrafts();
        new OwnFile(folder.resolve("none/file")).removeDrafts();
        assertEquals(List.of("file", "file.old", "other.1.new"), names());
    }

    @Test
    void foldersAreTheirOwnersAloneAndThoseThatAreThereStayAsTheyAre() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        OwnFolder.make(open.resolve("a/b"));
        OwnFolder.make(open.resolve("a/b"));
        OwnFolder.makeNew(open.resolve("c/d"));
        assertThrows(IOException.class, () -> OwnFolder.makeNew(open.resolve("c/d")));
        assertEquals("rwxr-xr-x", rights(open));
        for (String made : List.of("a", "a/b", "c", "c/d")) {
            assertEquals("rwx------", rights(open.resolve(made)), made);
        }
    }

    private static OpsException failure(OwnFile file) {
        return assertThrows(OpsException.class, () -> file.replace("text"));
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Writes more than the process may. */
    static final class TooMuch {
        public static void main(String[] arguments) {
            try {
                new OwnFile(Path.of(arguments[0])).replace(new byte[1 << 20]);
            } catch (OpsException e) {
                System.out.println(e.kind() + " " + e.message());
            }
        }
    }
}
