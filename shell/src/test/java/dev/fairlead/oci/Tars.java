package dev.fairlead.oci;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives written entry by entry as they stand in a test, whatever they mean. */
public final class Tars {
    private Tars() {}

    /**
     * A gzipped archive.
     *
     * @param entries {@code dir NAME}, {@code file NAME [TEXT]}, {@code link NAME TARGET}, {@code hard NAME TARGET},
     *     {@code fifo NAME} or {@code device NAME}
     */
    public static byte[] packed(String... entries) throws IOException {
        return gzip(plain(entries));
    }

    public static byte[] plain(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (String entry : entries) {
                add(tar, entry.split(" ", 3));
            }
        }
        return bytes.toByteArray();
    }

    /** The 512 bytes of one header, without what ends an archive. */
    public static byte[] header(String name, char type, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name, (byte) type, true);
        entry.setSize(size);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        return header;
    }

    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Something packed as often as is said: gzip members may follow each other. */
    public static byte[] repeated(byte[] packed, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(packed);
        }
        return all.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String... words) throws IOException {
        byte[] text =
                words[0].equals("file") && words.length > 2 ? words[2].getBytes(StandardCharsets.UTF_8) : new byte[0];
        byte type = switch (words[0]) {
            case "dir" -> TarConstants.LF_DIR;
            case "file" -> TarConstants.LF_NORMAL;
            case "link" -> TarConstants.LF_SYMLINK;
            case "hard" -> TarConstants.LF_LINK;
            case "fifo" -> TarConstants.LF_FIFO;
            case "device" -> TarConstants.LF_CHR;
            default -> throw new IllegalArgumentException(words[0]);
        };
        TarArchiveEntry entry = new TarArchiveEntry(words[1], type, true);
        if (words[0].equals("link") || words[0].equals("hard")) {
            entry.setLinkName(words[2]);
        }
        entry.setSize(text.length);
        entry.setMode(words[0].equals("dir") ? 0755 : 0644);
        tar.putArchiveEntry(entry);
        tar.write(text);
        tar.closeArchiveEntry();
    }
}
