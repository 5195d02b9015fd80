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
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the files of an image out of its layers, by the OCI image specification's layer.md. */
final class LayerReader {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BZIP2_MAGIC = 'B' << 8 | 'Z';
    private static final int RECORD = 512;
    private static final int GZIP_TRAILER = 8;
    private static final int PERMISSIONS = 07777;

    private final FileTree tree = new FileTree();

    private LayerReader() {}

    /** The files of an image; a file's content is read from its layer when it is asked for. */
    static FileTree read(BlobStore blobs, List<Descriptor> layers) {
        LayerReader reader = new LayerReader();
        for (Descriptor layer : layers) {
            Path file = blobs.file(layer.digest());
            FileNode.Content source = () -> Files.newInputStream(file);
            try (TarArchiveInputStream tar = open(source)) {
                TarArchiveEntry entry;
                while ((entry = tar.getNextEntry()) != null) {
                    reader.take(source, entry);
                }
            } catch (IOException e) {
                throw StoreFailures.of("read layer", file, e);
            }
        }
        return reader.tree;
    }

    /**
     * The files of a tar archive, plain or packed by gzip or bzip2, as they are in it; nothing is written anywhere.
     *
     * @return empty where it is none
     */
    static Optional<FileTree> archive(FileNode.Content source) throws IOException {
        LayerReader reader = new LayerReader();
        try (InputStream begin = unpacked(source)) {
            byte[] header = begin.readNBytes(RECORD);
            if (header.length < RECORD || !TarUtils.verifyCheckSum(header)) {
                return Optional.empty();
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        try (TarArchiveInputStream tar = open(source)) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                reader.put(source, cleaned(entry.getName()), entry);
            }
        }
        return Optional.of(reader.tree);
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

    private void take(FileNode.Content layer, TarArchiveEntry entry) {
        String path = cleaned(entry.getName());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.equals(OPAQUE)) {
            tree.below(FileTree.parent(path)).clear();
        } else if (name.startsWith(WHITEOUT)) {
            String parent = FileTree.parent(path);
            tree.remove((parent.isEmpty() ? "" : parent + "/") + name.substring(WHITEOUT.length()));
        } else {
            put(layer, path, entry);
        }
    }

    private void put(FileNode.Content layer, String path, TarArchiveEntry entry) {
        FileNode node = path.isEmpty() ? null : node(layer, entry);
        if (node != null) {
            tree.put(path, node.ownedBy((int) entry.getLongUserId(), (int) entry.getLongGroupId()));
        }
    }

    /** Null for devices and the like, which nothing can be copied from. */
    private @Nullable FileNode node(FileNode.Content layer, TarArchiveEntry entry) {
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

    private static InputStream content(FileNode.Content layer, String name) throws IOException {
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

    private static TarArchiveInputStream open(FileNode.Content source) throws IOException {
        return new TarArchiveInputStream(unpacked(source), StandardCharsets.UTF_8.name());
    }

    private static InputStream unpacked(FileNode.Content source) throws IOException {
        InputStream file = new BufferedInputStream(source.open());
        file.mark(2);
        int magic = file.read() << 8 | file.read();
        file.reset();
        return magic == GZIP_MAGIC
                ? new GZIPInputStream(file)
                : magic == BZIP2_MAGIC ? new BZip2CompressorInputStream(file) : file;
    }

    private static String cleaned(String name) {
        return name.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "").replaceFirst("^\\.$", "");
    }
}
