package dev.fairlead.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a layer so that the same files give the same bytes: in the order of their paths, with the first second of 1970
 * as their time and no names of users.
 */
final class LayerWriter {
    private LayerWriter() {}

    static ImageLayer write(BlobStore blobs, FileTree files) {
        MessageDigest unpacked = BlobStore.sha256();
        Blob blob = blobs.add(sink -> {
            try (OutputStream tar = new DigestOutputStream(new GZIPOutputStream(sink), unpacked)) {
                write(files, tar);
            }
        });
        return new ImageLayer(Descriptor.of(MediaTypes.LAYER, blob), BlobStore.digest(unpacked.digest()));
    }

    private static void write(FileTree files, OutputStream sink) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(sink, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Map.Entry<String, FileNode> file : files.nodes().entrySet()) {
                add(file.getKey(), file.getValue(), tar);
            }
        }
    }

    private static void add(String path, FileNode node, TarArchiveOutputStream tar) throws IOException {
        TarArchiveEntry entry = switch (node.kind()) {
            case DIRECTORY -> new TarArchiveEntry(path + "/");
            case LINK -> new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
            case FILE -> new TarArchiveEntry(path);
        };
        entry.setLinkName(node.link());
        entry.setSize(node.size());
        entry.setMode(node.mode());
        entry.setIds(node.user(), node.group());
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        if (node.kind() == FileNode.Kind.FILE) {
            try (InputStream content = node.content().open()) {
                copy(path, content, node.size(), tar);
            }
        }
        tar.closeArchiveEntry();
    }

    /** A file may grow while it is read; the entry's header has said its size. */
    private static void copy(String path, InputStream content, long size, OutputStream sink) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = size; left > 0; ) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(path + " became shorter while it was read");
            }
            sink.write(buffer, 0, read);
            left -= read;
        }
    }
}
