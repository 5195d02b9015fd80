package dev.fairlead.files;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How much the archives of one image, or of anything else that is unpacked as a whole, may hold. A few megabytes can
 * unpack to terabytes; what passes a limit is refused with the limit, before it is written.
 */
public final class UnpackBudget {
    /** Of all archives together. */
    public static final int MOST_ENTRIES = 500_000;

    /** Of all archives together. */
    public static final long MOST_BYTES = 16L << 30;

    /** How many times its own size an archive may unpack to. */
    public static final int MOST_RATIO = 200;

    /** What an archive may unpack to however small it is. */
    private static final long ALWAYS_FINE = 128L << 20;

    private static final long MOST_AT_ONCE = 1 << 16;

    private int entries;
    private long bytes;

    /**
     * The part of one archive.
     *
     * @param name what refusals call it, e.g. {@code layer sha256:12ab}
     * @param packed its size as it is stored
     */
    public Archive archive(String name, long packed) {
        return new Archive(name, packed);
    }

    /** What one archive may still unpack to. */
    public final class Archive {
        private final String name;
        private final long packed;
        private final long most;
        private long declared;
        private long read;

        private Archive(String name, long packed) {
            this.name = name;
            this.packed = packed;
            this.most = Math.max(ALWAYS_FINE, Math.multiplyExact(Math.min(packed, MOST_BYTES), MOST_RATIO));
        }

        /**
         * Counts an entry.
         *
         * @param size what it says that it holds
         * @throws OpsException of kind INVALID where that is too much
         */
        public void entry(long size) {
            if (++entries > MOST_ENTRIES) {
                throw refused("has more than " + MOST_ENTRIES + " entries");
            }
            declared = sum(declared, size);
            checkRatio(declared);
            copy(size);
        }

        /** Counts what an entry repeats of another, which the archive holds once. */
        public void copy(long size) {
            bytes = sum(bytes, size);
            if (bytes > MOST_BYTES) {
                throw refused("unpacks to more than " + (MOST_BYTES >> 30) + " GiB");
            }
        }

        /** The unpacked stream, each byte of it counted. */
        public InputStream counted(InputStream unpacked) {
            return new FilterInputStream(unpacked) {
                @Override
                public int read() throws IOException {
                    int one = super.read();
                    count(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int count = super.read(into, offset, length);
                    count(Math.max(0, count));
                    return count;
                }

                @Override
                public long skip(long length) throws IOException {
                    long count = super.skip(Math.min(length, MOST_AT_ONCE));
                    count(count);
                    return count;
                }
            };
        }

        private void count(long more) {
            read += more;
            checkRatio(read);
        }

        private void checkRatio(long unpacked) {
            if (unpacked > most) {
                throw refused("unpacks to more than " + MOST_RATIO + " times its " + megabytes(packed));
            }
        }

        private OpsException refused(String why) {
            return new OpsException(FailureKind.INVALID, "cannot unpack " + name + ": it " + why);
        }
    }

    /** Sizes are claims of who made the archive; a sum of them must not wrap. */
    private static long sum(long one, long other) {
        return other < 0 || one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static String megabytes(long bytes) {
        return bytes < 1_000_000 ? bytes + " bytes" : bytes / 1_000_000 + " MB";
    }
}
