package dev.fairlead.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * A tar stream whose extended headers, which are read into memory whole and one within the other, are small and few.
 * Nothing else of an archive grows with what it claims.
 */
final class BoundedTar extends TarArchiveInputStream {
    private static final int MOST_HEADER = 1 << 20;
    private static final int MOST_IN_A_ROW = 16;
    private static final int TYPE = 156;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final String EXTENDED = "LKxXg";

    private int inARow;

    BoundedTar(InputStream unpacked) {
        super(unpacked, StandardCharsets.UTF_8.name());
    }

    @Override
    public TarArchiveEntry getNextEntry() throws IOException {
        if (++inARow > MOST_IN_A_ROW) {
            throw new IOException("more than " + MOST_IN_A_ROW + " extended headers follow each other");
        }
        try {
            return super.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("a header cannot be read: " + e.getMessage(), e);
        } finally {
            inARow--;
        }
    }

    @Override
    protected byte[] readRecord() throws IOException {
        byte[] header = super.readRecord();
        if (header != null && EXTENDED.indexOf(header[TYPE]) >= 0 && TarUtils.verifyCheckSum(header)) {
            try {
                long size = TarUtils.parseOctalOrBinary(header, SIZE, SIZE_LENGTH);
                if (size > MOST_HEADER || size < 0) {
                    throw new IOException("an extended header is larger than " + MOST_HEADER + " bytes");
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("a header cannot be read: " + e.getMessage(), e);
            }
        }
        return header;
    }
}
