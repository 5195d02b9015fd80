package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.oci.Blob;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.LayerFiles;
import dev.fairlead.oci.MediaTypes;
import dev.fairlead.oci.Tars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that others made, read as an image's files and written to this machine: nothing lands outside. */
final class UnpackingAttacksTest {
    @TempDir
    private Path home;

    private final LayerFiles layerFiles = new LayerFiles();
    private ImageLayout layout;
    private Path root;

    @BeforeEach
    void directories() throws IOException {
        layout = new ImageLayout(home.resolve("layout"));
        root = Files.createDirectories(home.resolve("deep/er/root"));
        Files.createDirectories(home.resolve("outside"));
    }

    @AfterEach
    void close() throws IOException {
        layerFiles.close();
    }

    /** Layers end with a bar, entries with a comma; what is written follows the arrow. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                // the links of the image lead through its own root, never through the machine's
                "link a/l/p /,link a/l/p/q ../../../../outside,file a/l/p/q/pwned x"
                        + " => a/ a/l/ a/l/p -> . outside/ outside/pwned=x q -> outside",
                "link l ..,file l/outside/pwned x => l -> . outside/ outside/pwned=x",
                "link l /,link l/m /,file l/m/n x => l -> . m -> . n=x",
                "link l HOME/outside,file l/pwned x => HOME/outside/pwned=x l -> HOME/outside",
                // a link, then the same name as something else, in one layer and over two
                "link l /etc,file l x => l=x",
                "link l /etc,dir l,file l/x x => l/ l/x=x",
                "link l /etc|dir l,file l/x x => l/ l/x=x",
                "file d/x x,link d /etc => d -> etc",
                "file d/x x|link d /etc,file d/y y => d -> etc etc/ etc/y=y",
                "dir d,file d/x x|file d y => d=y",
                // hard links
                "file a x,hard b a => a=x b=x",
                "link l /sub,file sub/a x,hard b l/a => b=x l -> sub sub/ sub/a=x",
                "hard b missing,file c x => c=x",
                "link l /etc/passwd,hard h l,file h x => h=x l -> etc/passwd",
                // whiteouts
                "file a/x x,file a/y y|file a/.wh.x => a/ a/y=y",
                "file x x,link l /|file l/.wh.x => l -> .",
                "file a/x x,link l a|file l/.wh..wh..opq,file a/z z => a/ a/z=z l -> a",
                "file a/b/x x|file a/.wh..wh..opq,file a/c/y y => a/ a/c/ a/c/y=y",
                "file a/x x,file a/c/z z|file a/c/y y,file a/.wh..wh..opq => a/ a/c/ a/c/y=y",
                "file a/x x,file a/b/z z|file a/x y,file a/.wh.x,file a/b/y y,file a/.wh.b => a/ a/b/ a/b/y=y a/x=y",
                "file a/x x|file a/.wh..wh.plnk,file a/y y => a/ a/x=x a/y=y",
                // names
                "file /abs x,file ./dot y,file a//b z => a/ a/b=z abs=x dot=y",
                "file a/../b x => b=x",
                "link A /etc,file a/x x => A -> etc a/ a/x=x",
                "link caf\u00e9 /etc,file cafe\u0301/x x => cafe\u0301/ cafe\u0301/x=x caf\u00e9 -> etc",
                // what is no file
                "fifo p,device d,file x x => x=x",
                // links in circles lead nowhere
                "link a b,link b a => a -> b b -> a",
                "link s s => s -> s",
                // as busybox and debian have it
                "link bin usr/bin,file bin/sh x,link usr/bin/vi sh,hard bin/ls bin/sh"
                        + " => bin -> usr/bin usr/ usr/bin/ usr/bin/ls=x usr/bin/sh=x usr/bin/vi -> usr/bin/sh",
                "link var/run /run,file var/run/pid 7 => run/ run/pid=7 var/ var/run -> run",
            })
    void whatIsWrittenStaysBelowItsRoot(String layers, String written) throws IOException {
        String place = home.toString().substring(1);
        List<byte[]> archives = new ArrayList<>();
        for (String layer : layers.replace("HOME", "/" + place).split("\\|")) {
            archives.add(Tars.packed(layer.split(",")));
        }
        WrittenFiles.write(files(archives), root);
        List<String> expected =
                new ArrayList<>(List.of(written.replace("HOME", place).split(" (?!->)(?<!-> )")));
        for (String up = place; written.contains("HOME") && !up.isEmpty(); up = FileTree.parent(up)) {
            expected.add(up + "/");
        }
        if (written.contains("HOME")) {
            expected.add(place + "/outside/");
        }
        assertEquals(expected.stream().sorted().toList(), found());
        try (Stream<Path> outside = Files.list(home.resolve("outside"))) {
            assertEquals(0, outside.count());
        }
        assertEquals(1, Files.list(root.getParent()).count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "file ../pwned x => its entry ../pwned leads outside of it",
                "file a/../../pwned x => its entry a/../../pwned leads outside of it",
                "hard h ../../outside/secret => its entry ../../outside/secret leads outside of it",
                "file f x,file f/g y => /f is no directory, and there are files below it",
                "link a b,link b a,file a/x y => /a is no directory, and there are files below it",
                "dir d,hard h d => h is a hard link to a directory, d",
                "file a/.wh... x => the whiteout a/.wh... names nothing that can be removed",
                "file a/.wh. x => the whiteout a/.wh. names nothing that can be removed",
            })
    void whatCannotBeMeantIsRefused(String entries, String why) throws IOException {
        assertEquals(why, refused(Tars.packed(entries.split(","))));
    }

    @Test
    void aSmallLayerOfManyZerosIsRefusedWithTheLimit() throws IOException {
        byte[] zeros = Tars.gzip(new byte[1 << 20]);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(Tars.gzip(Tars.header("zeros", '0', 4L << 30)));
        bomb.writeBytes(Tars.repeated(zeros, 4096));
        assertTrue(bomb.size() < 6_000_000, "4 GiB in " + bomb.size());
        assertEquals("it unpacks to more than 200 times its 4 MB", refused(bomb.toByteArray()));
    }

    @Test
    void aMillionEntriesAreRefusedWithTheLimit() throws IOException {
        ByteArrayOutputStream thousand = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            thousand.writeBytes(Tars.header("directory/" + i, '0', 0));
        }
        byte[] archive = Tars.repeated(Tars.gzip(thousand.toByteArray()), 1000);
        assertEquals("it has more than 500000 entries", refused(archive));
    }

    @Test
    void headersAreSmallAndFew() throws IOException {
        byte[] longName = Tars.header("././@LongLink", 'L', 2 << 20);
        assertEquals("an extended header is larger than 1048576 bytes", refused(Tars.gzip(longName)));
        byte[] within = Tars.header("././@LongLink", 'L', 0);
        assertEquals(
                "more than 16 extended headers follow each other", refused(Tars.repeated(Tars.gzip(within), 100_000)));
    }

    @Test
    void pathsHaveAnEnd() throws IOException {
        String why = refused(Tars.packed("file " + "d/".repeat(300) + "f x"));
        assertTrue(why.endsWith("is longer than 4096 characters or deeper than 256 directories"), why);
        assertTrue(refused(Tars.packed("file " + "n".repeat(5000) + " x")).endsWith("256 directories"));
        assertTrue(refused(Tars.packed("link l " + "x/".repeat(3000))).endsWith("256 directories"));
    }

    /** Each of them is read, in an order that is not the archive's, without unpacking it each time. */
    @Test
    void filesOfALayerAreReadInAnyOrderAndTheLastOfANameCounts() throws IOException {
        FileTree files = files(List.of(Tars.packed("file b 2", "file a 1", "file c 3", "file b 4")));
        assertEquals("1 4 3", text(files, "a") + " " + text(files, "b") + " " + text(files, "c"));
        assertEquals("4", text(files, "b"));
    }

    @Test
    void contentEndsWithTheLayersThatItIsReadFrom() throws IOException {
        FileTree files = files(List.of(Tars.packed("file a 1")));
        try (InputStream content = files.at("a").orElseThrow().content().open()) {
            layerFiles.close();
            assertThrows(ClosedChannelException.class, content::read);
        }
        assertThrows(ClosedChannelException.class, () -> text(files, "a"));
    }

    private static String text(FileTree files, String path) throws IOException {
        try (InputStream content = files.at(path).orElseThrow().content().open()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String refused(byte[] layer) {
        OpsException failure = assertThrows(OpsException.class, () -> WrittenFiles.write(files(List.of(layer)), root));
        assertEquals(FailureKind.INVALID, failure.kind());
        assertTrue(failure.message().startsWith("cannot unpack layer sha256:"), failure.message());
        return failure.message().replaceFirst("cannot unpack layer sha256:[0-9a-f]+: ", "");
    }

    /** The files of an image with these layers. */
    private FileTree files(List<byte[]> layers) {
        BlobStore blobs = layout.blobs();
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        Blob config = blobs.add("{\"config\":{}}".getBytes(StandardCharsets.UTF_8));
        manifest.putObject("config").put("digest", config.digest());
        for (byte[] layer : layers) {
            manifest.withArray("/layers")
                    .addObject()
                    .put("digest", blobs.add(layer).digest());
        }
        Blob blob = blobs.add(manifest.toString().getBytes(StandardCharsets.UTF_8));
        return ImageDraft.from(layout, layout.image(Descriptor.of(MediaTypes.MANIFEST, blob)), layerFiles)
                .files();
    }

    /** {@code dir/}, {@code file=content} and {@code link -> what it leads to below the root}. */
    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(path -> !path.equals(root)).toList()) {
                String name = root.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    Path target =
                            path.resolveSibling(Files.readSymbolicLink(path)).normalize();
                    assertTrue(target.startsWith(root), path + " leads to " + target);
                    found.add(name + " -> " + (target.equals(root) ? "." : root.relativize(target)));
                } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(name + "/");
                } else {
                    found.add(name + "=" + Files.readString(path));
                }
            }
        }
        return found.stream().sorted().toList();
    }
}
