package dev.fairlead.oci;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.UnpackBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of an image out of its layers, by the OCI image specification's layer.md. An entry's path is followed
 * through the links of the image as if its root were that of the machine: nothing leads outside.
 */
final class LayerReader {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String AUFS_OWN = ".wh..wh.";
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int RECORD = 512;
    private static final int GZIP_TRAILER = 8;
    private static final int PERMISSIONS = 07777;

    private final FileTree tree = new FileTree();
    private final UnpackBudget budget = new UnpackBudget();

    /** What the archive that is read has entries of, by its place in the tree. */
    private FileTree own = new FileTree();

    private LayerReader() {}

    /**
     * The files of an image; a file's content is read from its layer when it is asked for.
     *
     * @throws OpsException of kind INVALID where a layer is more than can be unpacked, or leads outside of the image
     */
    static FileTree read(BlobStore blobs, List<Descriptor> layers, LayerFiles files) {
        LayerReader reader = new LayerReader();
        for (Descriptor layer : layers) {
            if (!BlobStore.isDigest(layer.digest())) {
                throw new OpsException(
                        FailureKind.INVALID, "cannot unpack the image: '" + layer.digest() + "' is no layer's digest");
            }
            Path file = blobs.file(layer.digest());
            String name = "layer " + layer.digest();
            try {
                reader.take(files.add(() -> Files.newInputStream(file)), name, Files.size(file), true);
            } catch (FileSystemException | ClosedByInterruptException e) {
                throw StoreFailures.of("read layer", file, e);
            } catch (IOException e) {
                throw unreadable(name, e);
            }
        }
        return reader.tree;
    }

    /**
     * What a tar archive, plain or packed by gzip or bzip2, has entries of; nothing is written anywhere.
     *
     * @param name what refusals call it
     * @param size of the archive
     * @return empty where it is none
     */
    static Optional<FileTree> archive(String name, long size, FileNode.Content source, LayerFiles files) {
        LayerFile file = files.add(source);
        try (InputStream begin = file.unpacked()) {
            byte[] header = begin.readNBytes(RECORD);
            if (header.length < RECORD || !TarUtils.verifyCheckSum(header)) {
                return Optional.empty();
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        LayerReader reader = new LayerReader();
        try {
            reader.take(file, name, size, false);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        return Optional.of(reader.own);
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

    private static OpsException unreadable(String name, IOException e) {
        return new OpsException(FailureKind.INVALID, "cannot unpack " + name + ": " + SystemFailures.why(e), e);
    }

    /** @param whiteouts whether names that begin with {@code .wh.} take away what is there */
    private void take(LayerFile file, String name, long size, boolean whiteouts) throws IOException {
        own = new FileTree();
        UnpackBudget.Archive limit = budget.archive(name, size);
        try (BoundedTar tar = file.entries(limit)) {
            TarArchiveEntry entry;
            for (int number = 0; (entry = tar.getNextEntry()) != null; number++) {
                Cancelled.check("cancelled while " + name + " was read");
                limit.entry(Math.max(entry.getSize(), entry.getRealSize()));
                String path = inside(entry.getName());
                if (!whiteouts || !whiteout(path)) {
                    put(file, number, path, entry, limit);
                }
            }
        }
    }

    /** Whether the entry only said what is gone. */
    private boolean whiteout(String path) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.startsWith(WHITEOUT)) {
            return false;
        }
        String directory = tree.resolve(FileTree.parent(path));
        if (name.equals(OPAQUE)) {
            removeLower(tree.below(directory).keySet());
        } else if (!name.startsWith(AUFS_OWN)) {
            String gone = name.substring(WHITEOUT.length());
            if (gone.isEmpty() || gone.equals(".") || gone.equals("..")) {
                throw new IOException("the whiteout " + path + " names nothing that can be removed");
            }
            String place = FileTree.in(directory, gone);
            removeLower(tree.below(place).keySet());
            removeLower(Set.of(place));
        }
        return true;
    }

    /** A whiteout takes nothing of its own layer, wherever it stands there, nor the directories that this is in. */
    private void removeLower(Set<String> places) {
        List<String> lower = places.stream()
                .filter(place ->
                        !own.nodes().containsKey(place) && own.below(place).isEmpty())
                .toList();
        lower.forEach(tree::remove);
    }

    private void put(LayerFile file, int number, String path, TarArchiveEntry entry, UnpackBudget.Archive limit)
            throws IOException {
        FileNode node = path.isEmpty() ? null : node(file, number, entry, limit);
        if (node != null) {
            String directory = tree.makeDirectories(FileTree.parent(path));
            String place = FileTree.in(directory, path.substring(path.lastIndexOf('/') + 1));
            FileNode owned = node.ownedBy((int) entry.getLongUserId(), (int) entry.getLongGroupId());
            tree.put(place, owned);
            own.put(place, owned);
        }
    }

    /** Null for devices, pipes and the like, which nothing can be copied from. */
    private @Nullable FileNode node(LayerFile file, int number, TarArchiveEntry entry, UnpackBudget.Archive limit)
            throws IOException {
        int mode = entry.getMode() & PERMISSIONS;
        if (entry.isDirectory()) {
            return FileNode.directory(mode, 0, 0);
        }
        if (entry.isSymbolicLink()) {
            return FileNode.link(FileTree.checked(entry.getLinkName()));
        }
        if (entry.isLink()) {
            return linked(entry, limit);
        }
        boolean special = entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
        return entry.isFile() && !special ? FileNode.file(mode, entry.getRealSize(), () -> file.content(number)) : null;
    }

    /** What a hard link is of; null where that was left out. */
    private @Nullable FileNode linked(TarArchiveEntry entry, UnpackBudget.Archive limit) throws IOException {
        String path = inside(entry.getLinkName());
        String directory = tree.resolve(FileTree.parent(path));
        FileNode node = tree.nodes().get(FileTree.in(directory, path.substring(path.lastIndexOf('/') + 1)));
        if (node != null && node.isDirectory()) {
            throw new IOException(entry.getName() + " is a hard link to a directory, " + path);
        }
        if (node != null) {
            limit.copy(node.size());
        }
        return node;
    }

    /** A name in an archive as a path of the image, empty for the root. */
    private static String inside(String name) throws IOException {
        String path = FileTree.clean(FileTree.checked(name));
        if (path.equals("..") || path.startsWith("../")) {
            throw new IOException("its entry " + name + " leads outside of it");
        }
        return path;
    }
}
