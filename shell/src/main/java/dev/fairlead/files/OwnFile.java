package dev.fairlead.files;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;

/**
 * A file of this user's. A new text takes the old one's place in one step: whoever reads it meanwhile sees one of the two
 * whole, and a full disk or a killed process leaves the old one as it was. The new text first stands in a draft beside
 * it, which is its owner's alone from the first byte on. A symbolic link stays one; what it leads to is replaced. What is
 * no regular file, such as a pipe, is written into.
 *
 * <p>All methods throw an {@link OpsException} that names the file: of kind DENIED where a right is missing, else FAILED.
 */
public final class OwnFile {
    private static final String DRAFT = ".new";
    private static final int MOST_LINKS = 40;

    private final Path file;
    private final String what;

    /** @param what the file in a failure, after the words "cannot write": {@code the plan to web.json} */
    public OwnFile(Path file, String what) {
        this.file = file;
        this.what = what;
    }

    public OwnFile(Path file) {
        this(file, file.toString());
    }

    /** The owner's alone, also where others could read the file before. */
    public void replace(byte[] content) {
        reported(() -> write(content, false));
    }

    public void replace(String text) {
        replace(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With the rights that the file had; a new one has those that the process gives to all files. */
    public void replaceAsShared(String text) {
        reported(() -> write(text.getBytes(StandardCharsets.UTF_8), true));
    }

    /** Makes it, with nothing in it; one that is there is a failure. */
    public void begin() {
        reported(() -> Files.createFile(file, OwnerPermissions.OF_A_FILE.on(file)));
    }

    /** Makes it where it is missing; from one that is there all others' rights are taken, and what stands in it stays. */
    public void own() {
        reported(() -> {
            try {
                Files.createFile(file, OwnerPermissions.OF_A_FILE.on(file));
            } catch (FileAlreadyExistsException e) {
                OwnerPermissions.OF_A_FILE.give(file);
            }
        });
    }

    /** Removes drafts of killed processes. Only for a file that nobody else may be writing. */
    public void removeDrafts() {
        reported(() -> {
            Path target = target();
            Path folder = target.toAbsolutePath().getParent();
            if (folder == null || Files.notExists(folder)) {
                return;
            }
            String name = target.getFileName() + ".";
            try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, entry -> {
                String known = entry.getFileName().toString();
                return known.startsWith(name) && known.endsWith(DRAFT);
            })) {
                for (Path draft : drafts) {
                    Files.deleteIfExists(draft);
                }
            }
        });
    }

    private void write(byte[] content, boolean shared) throws IOException {
        Path target = target();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.write(target, content);
            return;
        }
        Path draft = draft(target, shared);
        try {
            Files.write(draft, content);
            if (shared && Files.exists(target)) {
                OwnerPermissions.copy(target, draft);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path draft(Path target, boolean shared) throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        String name = target.getFileName() + ".";
        return shared && Files.notExists(target)
                ? Files.createFile(folder.resolve(name + UUID.randomUUID() + DRAFT))
                : Files.createTempFile(folder, name, DRAFT, OwnerPermissions.OF_A_FILE.on(target));
    }

    /** The file that links lead to, which may be missing. */
    private Path target() throws IOException {
        Path at = file;
        for (int i = 0; Files.isSymbolicLink(at); i++) {
            if (i == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }

    private void reported(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            FailureKind kind = e instanceof AccessDeniedException ? FailureKind.DENIED : FailureKind.FAILED;
            throw new OpsException(kind, "cannot write " + what + ": " + SystemFailures.why(e), e);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
