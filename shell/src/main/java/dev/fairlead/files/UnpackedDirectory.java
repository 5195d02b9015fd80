package dev.fairlead.files;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A directory of its own that the entries of an archive or an image are written to, and nothing outside of it. A link is
 * written but never followed: what an entry's path goes through are directories. There are no devices, pipes and hard
 * links; who unpacks leaves the first two out and copies the last. The directory is new, and nobody else writes to it
 * meanwhile.
 */
public final class UnpackedDirectory {
    private static final int LONGEST_PATH = 4_096;
    private static final int MOST_PARTS = 256;

    private final Path root;
    private final UnpackBudget.Archive budget;
    private final Set<Path> directories = new HashSet<>();
    private final byte[] buffer = new byte[1 << 16];

    /** @param root exists and is empty */
    public UnpackedDirectory(Path root, UnpackBudget.Archive budget) {
        this.root = root;
        this.budget = budget;
        directories.add(root);
    }

    /**
     * Makes a directory, and those above it.
     *
     * @param path with slashes, relative to the root
     * @throws OpsException of kind INVALID where the path leads outside or through what is no directory
     */
    public Path directory(String path) throws IOException {
        budget.entry(0);
        return made(path, names(path));
    }

    /** Writes a file in the place of a file or a link; the directories above it are made. */
    public void file(String path, InputStream content) throws IOException {
        budget.entry(0);
        Path target = vacated(path);
        try (OutputStream sink = Files.newOutputStream(
                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                Cancelled.check("cancelled while " + path + " was unpacked");
                budget.copy(read);
                sink.write(buffer, 0, read);
            }
        }
    }

    /**
     * Writes a symbolic link in the place of a file or a link. Whoever follows it stays below the root, as it is written
     * without a {@code ..} behind another link: hence what it means is given, not what it says.
     *
     * @param meant the path below the root that it leads to
     */
    public void link(String path, String meant) throws IOException {
        budget.entry(0);
        List<Path> up = names(path);
        String back = "../".repeat(Math.max(0, up.size() - 1));
        String text = names(meant).isEmpty() ? back + "." : back + meant;
        Files.createSymbolicLink(vacated(path), root.getFileSystem().getPath(text));
    }

    private Path vacated(String path) throws IOException {
        List<Path> names = names(path);
        if (names.isEmpty()) {
            throw refused(path, "it names no file");
        }
        Path target = made(path, names.subList(0, names.size() - 1)).resolve(names.get(names.size() - 1));
        try {
            if (attributes(target).isDirectory()) {
                throw refused(path, "a directory is in its place");
            }
            Files.delete(target);
        } catch (NoSuchFileException e) {
            // the usual case
        }
        return target;
    }

    private Path made(String path, List<Path> names) throws IOException {
        Path at = root;
        for (Path name : names) {
            at = at.resolve(name);
            if (directories.contains(at)) {
                continue;
            }
            try {
                if (!attributes(at).isDirectory()) {
                    throw refused(path, "/" + root.relativize(at) + " is no directory");
                }
            } catch (NoSuchFileException e) {
                Files.createDirectory(at);
            }
            directories.add(at);
        }
        return at;
    }

    /** The parts of a path, by its text alone. */
    private List<Path> names(String path) {
        if (path.length() > LONGEST_PATH) {
            throw refused(path.substring(0, 40) + "…", "its path is longer than " + LONGEST_PATH + " characters");
        }
        String[] parts = path.isEmpty() ? new String[0] : path.split("/", -1);
        if (parts.length > MOST_PARTS) {
            throw refused(path.substring(0, 40) + "…", "it is more than " + MOST_PARTS + " directories deep");
        }
        List<Path> names = new ArrayList<>();
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw refused(path, "its path is not one below the directory");
            }
            names.add(name(path, part));
        }
        return names;
    }

    private Path name(String path, String part) {
        try {
            Path name = root.getFileSystem().getPath(part);
            if (name.isAbsolute() || name.getNameCount() != 1) {
                throw refused(path, "'" + part + "' is no name of a file here");
            }
            return name;
        } catch (InvalidPathException e) {
            throw refused(path, "'" + part + "' is no name of a file here");
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static OpsException refused(String path, String why) {
        return new OpsException(FailureKind.INVALID, "cannot unpack " + path + ": " + why);
    }
}
