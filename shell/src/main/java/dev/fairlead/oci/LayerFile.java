package dev.fairlead.oci;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.files.UnpackBudget;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive, plain or packed by gzip or bzip2, whose files can be read in any order: it is unpacked once, to a file
 * without a name that goes when it is closed. Safe for several threads.
 */
final class LayerFile implements Closeable {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BZIP2_MAGIC = 'B' << 8 | 'Z';

    private static final String CANCELLED = "cancelled while a layer was read";

    private final FileNode.Content packed;
    private @Nullable FileChannel contents;
    private boolean closed;

    /** Where the content of each entry begins in the unpacked file, and where the last one ends. */
    private long[] offsets = {0};

    LayerFile(FileNode.Content packed) {
        this.packed = packed;
    }

    /** The entries from the first on; what is read of them counts. */
    BoundedTar entries(UnpackBudget.Archive budget) throws IOException {
        return new BoundedTar(budget.counted(unpacked()));
    }

    /** The bytes of the archive itself. */
    InputStream unpacked() throws IOException {
        InputStream file = new BufferedInputStream(packed.open());
        file.mark(2);
        int magic = file.read() << 8 | file.read();
        file.reset();
        return magic == GZIP_MAGIC
                ? new GZIPInputStream(file)
                : magic == BZIP2_MAGIC ? new BZip2CompressorInputStream(file) : file;
    }

    /** @param entry its number, from 0 */
    InputStream content(int entry) throws IOException {
        FileChannel channel = opened();
        if (entry + 1 >= offsets.length) {
            throw new FileNotFoundException("entry " + entry + " of a layer that has changed");
        }
        return new Slice(channel, offsets[entry], offsets[entry + 1]);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (contents != null) {
            contents.close();
        }
    }

    private synchronized FileChannel opened() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        FileChannel known = contents;
        if (known == null || !known.isOpen()) {
            try {
                known = unpack();
            } catch (ClosedByInterruptException e) {
                throw new Cancelled(CANCELLED);
            }
            contents = known;
        }
        return known;
    }

    private FileChannel unpack() throws IOException {
        Path file = Files.createTempFile("fairlead-layer", "");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        long[] found = new long[1024];
        int count = 0;
        byte[] buffer = new byte[1 << 16];
        try (BoundedTar tar = new BoundedTar(unpacked())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                for (int read = tar.read(buffer); read >= 0; read = tar.read(buffer)) {
                    ByteBuffer piece = ByteBuffer.wrap(buffer, 0, read);
                    while (piece.hasRemaining()) {
                        channel.write(piece);
                    }
                }
                count++;
                found = count < found.length ? found : Arrays.copyOf(found, 2 * count);
                found[count] = channel.position();
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        offsets = Arrays.copyOf(found, count + 1);
        return channel;
    }

    /** A part of a file; several may be read at once. */
    private static final class Slice extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long at;

        Slice(FileChannel channel, long begin, long end) {
            this.channel = channel;
            this.at = begin;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0 || at == end) {
                return length == 0 ? 0 : -1;
            }
            try {
                int most = (int) Math.min(length, end - at);
                int read = channel.read(ByteBuffer.wrap(into, offset, most), at);
                at += Math.max(0, read);
                return read;
            } catch (ClosedByInterruptException e) {
                throw new Cancelled(CANCELLED);
            }
        }
    }
}
