package dev.fairlead.oci;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the files of an image out of its layers, by the OCI image specification's layer.md. */
final class LayerReader {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int GZIP_TRAILER = 8;
    private static final int PERMISSIONS = 07777;

    private final BlobStore blobs;
    private final FileTree tree = new FileTree();

    private LayerReader(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** The files of an image; a file's content is read from its layer when it is asked for. */
    static FileTree read(BlobStore blobs, List<Descriptor> layers) {
        LayerReader reader = new LayerReader(blobs);
        for (Descriptor layer : layers) {
            Path file = blobs.file(layer.digest());
            try (TarArchiveInputStream tar = open(file)) {
                TarArchiveEntry entry;
                while ((entry = tar.getNextEntry()) != null) {
                    reader.take(file, entry);
                }
            } catch (IOException e) {
                throw StoreFailures.of("read layer", file, e);
            }
        }
        return reader.tree;
    }

    /** A gzip file ends with the size of what it holds, modulo 2^32 (RFC 1952). */
    static long unpackedSize(Path layer) {
        try (RandomAccessFile file = new RandomAccessFile(layer.toFile(), "r")) {
            if (file.length() < GZIP_TRAILER || file.readUnsignedShort() != GZIP_MAGIC) {
                return file.length();
            }
            file.seek(file.length() - Integer.BYTES);
            return Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()));
        } catch (IOException e) {
            throw StoreFailures.of("read layer", layer, e);
        }
    }

    private void take(Path layer, TarArchiveEntry entry) {
        String path = cleaned(entry.getName());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.equals(OPAQUE)) {
            tree.below(FileTree.parent(path)).clear();
        } else if (name.startsWith(WHITEOUT)) {
            String parent = FileTree.parent(path);
            tree.remove((parent.isEmpty() ? "" : parent + "/") + name.substring(WHITEOUT.length()));
        } else if (!path.isEmpty()) {
            FileNode node = node(layer, entry);
            if (node != null) {
                tree.put(path, node.ownedBy((int) entry.getLongUserId(), (int) entry.getLongGroupId()));
            }
        }
    }

    /** Null for devices and the like, which nothing can be copied from. */
    private @Nullable FileNode node(Path layer, TarArchiveEntry entry) {
        int mode = entry.getMode() & PERMISSIONS;
        if (entry.isDirectory()) {
            return FileNode.directory(mode, 0, 0);
        }
        if (entry.isSymbolicLink()) {
            return FileNode.link(entry.getLinkName());
        }
        if (entry.isLink()) {
            return tree.nodes().get(cleaned(entry.getLinkName()));
        }
        return entry.isFile() ? FileNode.file(mode, entry.getSize(), () -> content(layer, entry.getName())) : null;
    }

    private static InputStream content(Path layer, String name) throws IOException {
        TarArchiveInputStream tar = open(layer);
        TarArchiveEntry entry;
        while ((entry = tar.getNextEntry()) != null) {
            if (entry.getName().equals(name)) {
                return tar;
            }
        }
        tar.close();
        throw new FileNotFoundException(name);
    }

    private static TarArchiveInputStream open(Path layer) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(layer));
        file.mark(2);
        int magic = file.read() << 8 | file.read();
        file.reset();
        InputStream plain = magic == GZIP_MAGIC ? new GZIPInputStream(file) : file;
        return new TarArchiveInputStream(plain, StandardCharsets.UTF_8.name());
    }

    private static String cleaned(String name) {
        return name.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "").replaceFirst("^\\.$", "");
    }
}
