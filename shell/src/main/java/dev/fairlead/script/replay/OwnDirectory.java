package dev.fairlead.script.replay;

import dev.fairlead.files.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A directory whose files are run as code: nobody but this user and root may have put them there. As ssh does with its
 * keys, all directories above count, since whoever may rename one of them may put another in its place.
 */
final class OwnDirectory {
    private static final int OTHERS_WRITE = 0_022;
    private static final int STICKY = 0_1000;
    private static final int ROOT = 0;

    private final Path directory;

    OwnDirectory(Path directory) {
        this.directory = directory;
    }

    /** A file in it, if it is there and can be trusted. */
    Optional<Path> file(String name) {
        Path file = directory.resolve(name);
        try {
            return isOurs(file) && isSafe() ? Optional.of(file) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes it if it is missing.
     *
     * @return whether it can be trusted
     */
    boolean make() throws IOException {
        try {
            OwnFolder.make(directory);
            return isSafe();
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private boolean isSafe() throws IOException {
        Path real = directory.toRealPath();
        if (!isOurs(real)) {
            return false;
        }
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            Map<String, Object> facts = Files.readAttributes(above, "unix:uid,mode");
            if (!(facts.get("mode") instanceof Integer mode) || !(facts.get("uid") instanceof Integer uid)) {
                return false;
            }
            boolean owned = uid == ROOT || isOwner(above);
            boolean closed = (mode & OTHERS_WRITE) == 0 || (mode & STICKY) != 0;
            if (!owned || !closed) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOurs(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & OTHERS_WRITE) == 0 && isOwner(path) && !Files.isSymbolicLink(path);
    }

    private static boolean isOwner(Path path) throws IOException {
        String user = ProcessHandle.current().info().user().orElse("");
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(user);
    }
}
