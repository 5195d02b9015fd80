package dev.fairlead.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The rights of an owner alone. A file system that knows none of the kind leaves files with those that it gives. */
enum OwnerPermissions {
    OF_A_FILE("rw-------"),
    OF_A_FOLDER("rwx------");

    private final Set<PosixFilePermission> permissions;

    OwnerPermissions(String permissions) {
        this.permissions = Set.copyOf(PosixFilePermissions.fromString(permissions));
    }

    /** With what something is made in a place. */
    FileAttribute<?>[] on(Path place) {
        return known(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Takes them from everybody else. */
    void give(Path file) throws IOException {
        if (known(file)) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    /** Gives a file those of another. */
    static void copy(Path from, Path to) throws IOException {
        if (known(from)) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private static boolean known(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
