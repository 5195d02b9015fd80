package dev.fairlead.build;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A context as the tar stream that the classic builder takes, written as it is read. Owners are root, as docker sends
 * them; modes, times, links and empty directories are kept. The builder must find the Dockerfile even where it is left
 * out or lies elsewhere: it is sent then, under a name of its own that a line added to .dockerignore makes the engine
 * drop again.
 */
final class ContextTar {
    static final String TASK = "build context";
    private static final int OWNER_ONLY = 0600;
    private static final long STEP = 1 << 20;

    private final BuildContext context;
    private final String dockerfile;
    private final boolean dockerfileIsThere;

    ContextTar(BuildContext context) {
        this.context = context;
        Optional<String> sent =
                context.dockerfileInside().filter(name -> !context.rules().excludes(name));
        this.dockerfile = sent.orElseGet(ContextTar::randomName);
        this.dockerfileIsThere = sent.isPresent();
    }

    /** The Dockerfile's name in the stream. */
    String dockerfile() {
        return dockerfile;
    }

    /** @param total bytes of the files, for the progress */
    void writeTo(OutputStream stream, long total, ProgressListener progress) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(stream, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            boolean replaces = !dockerfileIsThere || ignoreFileIsLeftOut();
            Copy copy = new Copy(tar, total, progress);
            ContextWalk.over(context, entry -> {
                if (!replaces || !entry.name().equals(BuildContext.IGNORE_FILE)) {
                    copy.add(entry);
                }
            });
            if (replaces) {
                text(tar, BuildContext.IGNORE_FILE, ignoreText(), ignoreFileMode());
            }
            if (!dockerfileIsThere) {
                text(tar, dockerfile, BuildContext.text(context.dockerfile()), OWNER_ONLY);
            }
        }
    }

    private boolean ignoreFileIsLeftOut() {
        return context.rules().excludes(BuildContext.IGNORE_FILE);
    }

    /** The engine looks into this file for two names only, the Dockerfile's and its own. */
    private String ignoreText() {
        Path own = context.root().resolve(BuildContext.IGNORE_FILE);
        String kept =
                !ignoreFileIsLeftOut() && Files.isRegularFile(own) ? BuildContext.text(own) : BuildContext.IGNORE_FILE;
        return dockerfileIsThere ? kept + "\n" : kept + "\n" + dockerfile + "\n";
    }

    private int ignoreFileMode() throws IOException {
        Path own = context.root().resolve(BuildContext.IGNORE_FILE);
        return Files.isRegularFile(own) ? (int) Files.getAttribute(own, "unix:mode") & 07777 : OWNER_ONLY;
    }

    private static void text(TarArchiveOutputStream tar, String name, String text, int mode) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static String randomName() {
        byte[] random = new byte[10];
        new SecureRandom().nextBytes(random);
        return ".dockerfile." + HexFormat.of().formatHex(random);
    }

    /** Writes the entries of one walk and counts what was sent. */
    private static final class Copy {
        private final TarArchiveOutputStream tar;
        private final long total;
        private final ProgressListener progress;
        private final byte[] buffer = new byte[1 << 16];
        private long sent;
        private long told;

        Copy(TarArchiveOutputStream tar, long total, ProgressListener progress) {
            this.tar = tar;
            this.total = total;
            this.progress = progress;
        }

        void add(ContextWalk.Entry entry) throws IOException {
            int mode = (int) Files.getAttribute(entry.file(), "unix:mode", LinkOption.NOFOLLOW_LINKS);
            boolean regular = entry.attributes().isRegularFile();
            TarArchiveEntry header;
            if (entry.attributes().isDirectory()) {
                header = new TarArchiveEntry(entry.name() + "/");
            } else if (entry.attributes().isSymbolicLink()) {
                header = new TarArchiveEntry(entry.name(), TarConstants.LF_SYMLINK);
                header.setLinkName(Files.readSymbolicLink(entry.file()).toString());
            } else if (regular) {
                header = new TarArchiveEntry(entry.name());
                header.setSize(entry.attributes().size());
            } else {
                // An engine that is to copy a pipe waits for ever for somebody to write to it.
                progress.warn(entry.name() + " is a pipe, a socket or a device, and is left out of the build context");
                return;
            }
            header.setMode(mode & 07777);
            header.setModTime(entry.attributes().lastModifiedTime());
            tar.putArchiveEntry(header);
            if (regular) {
                content(entry);
            }
            tar.closeArchiveEntry();
        }

        private void content(ContextWalk.Entry entry) throws IOException {
            long left = entry.attributes().size();
            try (InputStream in = Files.newInputStream(entry.file())) {
                while (left > 0) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (read < 0) {
                        throw new IOException(entry.name() + " became shorter while it was sent");
                    }
                    tar.write(buffer, 0, read);
                    left -= read;
                    count(read);
                }
            }
        }

        private void count(int bytes) {
            sent += bytes;
            if (sent - told >= STEP || sent == total) {
                told = sent;
                progress.on(new ProgressEvent.Advanced(
                        TASK, "sending", sent, Math.max(sent, total), ProgressEvent.Unit.BYTES));
            }
        }
    }
}
