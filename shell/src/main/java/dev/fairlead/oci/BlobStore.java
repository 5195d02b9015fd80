package dev.fairlead.oci;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The blobs of a layout, each under its digest. A blob appears whole or not at all, so that several shells may share a
 * store. Safe for several threads.
 */
public final class BlobStore {
    private static final String ALGORITHM = "sha256";
    private static final Pattern DIGEST = Pattern.compile(ALGORITHM + ":[0-9a-f]{64}");

    private static final Duration NEW = Duration.ofMinutes(10);

    private final Path directory;

    BlobStore(Path layout) {
        this.directory = layout.resolve("blobs").resolve(ALGORITHM);
    }

    /** Whether a text is a digest of the one kind that is kept. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The digest that content has. */
    public static String digestOf(byte[] content) {
        return digest(sha256().digest(content));
    }

    public boolean has(String digest) {
        return isDigest(digest) && Files.isRegularFile(file(digest));
    }

    public Path file(String digest) {
        if (!isDigest(digest)) {
            throw new IllegalArgumentException("no digest: " + digest);
        }
        return directory.resolve(digest.substring(ALGORITHM.length() + 1));
    }

    /** @throws OpsException when it is not there */
    public byte[] read(String digest) {
        Path file = file(digest);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw StoreFailures.of("read", file, e);
        }
    }

    public Blob add(byte[] content) {
        return add(sink -> sink.write(content));
    }

    /** Keeps what a stream holds to its end. */
    public Blob add(InputStream content) {
        return add(content::transferTo);
    }

    /**
     * Keeps what a stream holds if it is what it is said to be.
     *
     * @throws OpsException of kind INVALID when the content has another digest; nothing is kept then
     */
    public Blob add(InputStream content, String digest) {
        Path partial = partial();
        try {
            Blob blob = write(partial, content::transferTo);
            if (!blob.digest().equals(digest)) {
                throw new OpsException(
                        FailureKind.INVALID, "the content has digest " + blob.digest() + " instead of " + digest);
            }
            return keep(partial, blob);
        } catch (IOException e) {
            throw StoreFailures.of("write", directory, e);
        } finally {
            discard(partial);
        }
    }

    /** Keeps what is written. */
    Blob add(Writer content) {
        Path partial = partial();
        try {
            return keep(partial, write(partial, content));
        } catch (IOException e) {
            throw StoreFailures.of("write", directory, e);
        } finally {
            discard(partial);
        }
    }

    /** Removes all blobs but these, and but those so new that the image they are for may not be listed yet. */
    void retain(Set<String> digests) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Set<Path> kept = digests.stream().map(this::file).collect(Collectors.toSet());
        try (var files = Files.list(directory)) {
            FileTime old = FileTime.from(Instant.now().minus(NEW));
            for (Path file : files.filter(f -> !kept.contains(f)).toList()) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw StoreFailures.of("clear", directory, e);
        }
    }

    /** A new file beside the blobs, for content that is not complete. */
    private Path partial() {
        try {
            Path waiting = Files.createDirectories(directory.resolveSibling("partial"));
            Files.createDirectories(directory);
            return Files.createTempFile(waiting, "blob", "");
        } catch (IOException e) {
            throw StoreFailures.of("write", directory, e);
        }
    }

    private static Blob write(Path partial, Writer content) throws IOException {
        MessageDigest sha256 = sha256();
        try (OutputStream file = Files.newOutputStream(partial);
                OutputStream sink = new DigestOutputStream(file, sha256)) {
            content.writeTo(sink);
        }
        return new Blob(digest(sha256.digest()), Files.size(partial));
    }

    private Blob keep(Path partial, Blob blob) throws IOException {
        Files.move(partial, file(blob.digest()), StandardCopyOption.ATOMIC_MOVE);
        return blob;
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            System.getLogger(BlobStore.class.getName()).log(System.Logger.Level.DEBUG, "partial blob stays", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String digest(byte[] sha256) {
        return ALGORITHM + ":" + HexFormat.of().formatHex(sha256);
    }

    /** Writes content. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream sink) throws IOException;
    }
}
