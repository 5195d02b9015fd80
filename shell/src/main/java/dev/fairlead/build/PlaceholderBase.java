package dev.fairlead.build;

import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A static program of Linux on amd64 that says what it stands in for and then sleeps; it serves nothing. Its text holds
 * a hash of the sources, so that other sources give another image.
 *
 * <p>The program is the resource {@code placeholder}, made of {@code placeholder.s}; it prints what stands behind it.
 */
final class PlaceholderBase {
    private static final int MODE = 0755;

    private PlaceholderBase() {}

    /** @param said what else tells one program from another: its command, its variables */
    static FileNode of(String path, FileTree sources, List<String> said) throws IOException {
        String text = "fairlead: this file stands in for /" + path
                + ", which was not compiled; it serves nothing (sources " + hash(sources, said) + ")\n";
        byte[] program = program(text.getBytes(StandardCharsets.UTF_8));
        return FileNode.file(MODE, program.length, () -> new ByteArrayInputStream(program));
    }

    private static byte[] program(byte[] text) throws IOException {
        try (InputStream prebuilt = Objects.requireNonNull(PlaceholderBase.class.getResourceAsStream("placeholder"))) {
            ByteArrayOutputStream program = new ByteArrayOutputStream();
            prebuilt.transferTo(program);
            program.write(text);
            return program.toByteArray();
        }
    }

    private static String hash(FileTree sources, List<String> said) throws IOException {
        MessageDigest sha256 = sha256();
        said.forEach(text -> sha256.update(text.getBytes(StandardCharsets.UTF_8)));
        for (Map.Entry<String, FileNode> source : sources.nodes().entrySet()) {
            sha256.update((source.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream content =
                    new DigestInputStream(source.getValue().content().open(), sha256)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(sha256.digest()).substring(0, 12);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
