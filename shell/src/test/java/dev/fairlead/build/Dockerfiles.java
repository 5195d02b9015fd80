package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.Tars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Dockerfiles, each with the image that BuildKit makes of it: configuration and files. Without an engine the same must
 * come of them. With {@code -Dfairlead.regenerate=true} the comparison with the engines writes the images down.
 */
final class Dockerfiles {
    static final Path IMAGES =
            Path.of(System.getProperty("fairlead.project", ".."), "shell/src/test/resources/dockerfiles/images.txt");

    private static final Path MISTAKES = IMAGES.resolveSibling("mistakes.txt");
    private static final Pattern CASE = Pattern.compile(
            "=== ([^\\[\\n]+?)(?: \\[(\\d+)])?\\n(.*?)\\n---\\n(.*?)(?=\\n=== |=== |\\z)", Pattern.DOTALL);
    private static final String USUAL_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Dockerfiles() {}

    /**
     * One Dockerfile.
     *
     * @param engine {@code 20} where a newer BuildKit than this engine's makes another image, else empty
     */
    record Case(String name, String engine, String dockerfile, String image) {
        @Override
        public String toString() {
            return name;
        }

        String text(String newImage) {
            return "=== " + name + (engine.isEmpty() ? "" : " [" + engine + "]") + "\n" + dockerfile + "\n---\n"
                    + newImage;
        }
    }

    static List<Case> images() throws IOException {
        Matcher matcher = CASE.matcher(Files.readString(IMAGES));
        List<Case> cases = new ArrayList<>();
        while (matcher.find()) {
            String engine = matcher.group(2) == null ? "" : matcher.group(2);
            cases.add(new Case(matcher.group(1), engine, matcher.group(3), matcher.group(4)));
        }
        return cases;
    }

    /** Each with its line and words after a bar, e.g. {@code FROM scratch~ENV | 2: ENV requires at least one argument}. */
    static List<String> mistakes() throws IOException {
        return Files.readAllLines(MISTAKES).stream()
                .filter(line -> !line.startsWith("==="))
                .toList();
    }

    /** The first of those under each heading. */
    static List<String> firstMistakes() throws IOException {
        List<String> lines = Files.readAllLines(MISTAKES);
        List<String> first = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i - 1).startsWith("===")) {
                first.add(lines.get(i));
            }
        }
        return first;
    }

    static void context(Path root) throws IOException {
        for (String file : List.of("a.txt", "b.txt", ".hidden", "dir/c.txt", "dir/sub/d.txt", "dir/e.log")) {
            Files.createDirectories(root.resolve(file).getParent());
            String name = Path.of(file).getFileName().toString().replace(".", "");
            Files.writeString(root.resolve(file), name.charAt(0) + "\n");
            mode(root.resolve(file), "rw-r--r--");
        }
        mode(root.resolve("b.txt"), "rw-------");
        mode(root.resolve("dir"), "rwxr-xr-x");
        mode(root.resolve("dir/sub"), "rwx------");
        Files.createSymbolicLink(root.resolve("dir/link"), Path.of("c.txt"));
        Files.createSymbolicLink(root.resolve("toplink"), Path.of("a.txt"));
        Files.writeString(root.resolve("fake.tar"), "no archive\n");
        mode(root.resolve("fake.tar"), "rw-r--r--");
        String owned = "file %s 644 11:12";
        Files.write(root.resolve("arch.tar"), archive(owned.formatted("c.txt"), "link to c.txt"));
        byte[] inDirectory = archive("dir sub/ 700 0:0", owned.formatted("sub/d.txt"), "link to sub/d.txt");
        Files.write(root.resolve("arch.tgz"), Tars.gzip(inDirectory));
        byte[] base = archive("dir tmp/ 1777 0:0", "dir home/ 755 7:8", "dir usr/lib/ 711 3:3", "link lib usr/lib");
        Files.write(root.resolve("arch.base.tar"), base);
        byte[] noDirectories =
                archive(owned.formatted("tmp/x"), owned.formatted("home/new/x"), owned.formatted("lib/x"));
        Files.write(root.resolve("arch.bare.tar"), noDirectories);
        Files.copy(root.resolve("arch.tgz"), root.resolve("renamed"));
        for (String file : List.of("arch.tar", "arch.tgz", "arch.base.tar", "arch.bare.tar", "renamed")) {
            mode(root.resolve(file), "rw-r--r--");
        }
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /** @param entries {@code dir NAME/ MODE USER:GROUP}, {@code file NAME MODE USER:GROUP} or {@code link NAME TARGET} */
    private static byte[] archive(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String described : entries) {
                String[] words = described.split(" ");
                boolean link = words[0].equals("link");
                byte[] text = (words[0].equals("file") ? "u\n" : "").getBytes(StandardCharsets.US_ASCII);
                TarArchiveEntry entry = link
                        ? new TarArchiveEntry(words[1], TarArchiveEntry.LF_SYMLINK)
                        : new TarArchiveEntry(words[1]);
                if (link) {
                    entry.setLinkName(words[2]);
                } else {
                    String[] owner = words[3].split(":");
                    entry.setMode(Integer.parseInt(words[2], 8));
                    entry.setIds(Integer.parseInt(owner[0]), Integer.parseInt(owner[1]));
                }
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** @param run the part of the image's configuration that says what it runs with */
    static String shown(JsonNode run, String author, FileTree files) throws IOException {
        StringBuilder text = new StringBuilder();
        for (JsonNode pair : run.path("Env")) {
            text.append(pair.asText().equals(USUAL_PATH) ? "" : "env " + pair.asText() + "\n");
        }
        for (String part : List.of("Entrypoint", "Cmd", "Healthcheck", "Shell", "OnBuild")) {
            JsonNode value = run.path(part);
            text.append(value.isEmpty() ? "" : part + " " + sorted(value) + "\n");
        }
        for (String part : List.of("User", "WorkingDir", "StopSignal")) {
            String value = run.path(part).asText("");
            text.append(value.isEmpty() || value.equals("/") || value.equals("null") ? "" : part + " " + value + "\n");
        }
        for (String part : List.of("ExposedPorts", "Volumes", "Labels")) {
            JsonNode value = run.path(part);
            text.append(value.isEmpty() ? "" : part + " " + sorted(value) + "\n");
        }
        text.append(author.isEmpty() ? "" : "Author " + author + "\n");
        for (Map.Entry<String, FileNode> entry : files.nodes().entrySet()) {
            text.append(line(entry.getKey(), entry.getValue())).append("\n");
        }
        return text.toString();
    }

    private static String line(String path, FileNode node) throws IOException {
        String place = path + (node.isDirectory() ? "/" : "") + " " + Integer.toOctalString(node.mode()) + " "
                + node.user() + ":" + node.group();
        if (node.isDirectory() || node.isLink()) {
            return place + (node.isLink() ? " -> " + node.link() : "");
        }
        try (InputStream content = node.content().open()) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return place + " "
                    + (path.matches(".*(arch\\.t..|renamed)")
                            ? "(archive)"
                            : text.replace("\\", "\\\\")
                                    .replace("\r", "\\r")
                                    .replace("\n", "\\n")
                                    .replace("\t", "\\t"));
        }
    }

    private static String sorted(JsonNode node) {
        if (!node.isObject()) {
            return node.toString();
        }
        List<String> fields = new ArrayList<>();
        for (String name :
                new TreeSet<>(node.propertyStream().map(Map.Entry::getKey).toList())) {
            fields.add(name + (node.path(name).isEmpty() && node.path(name).isObject() ? "" : "=" + node.path(name)));
        }
        return "{" + String.join(", ", fields) + "}";
    }

    static void assertSame(Case expected, String image) {
        assertEquals(expected.image().strip(), image.strip(), expected.dockerfile());
    }
}
