package dev.fairlead.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that only their owner can look into, from the moment they are there. */
public final class OwnFolder {
    private OwnFolder() {}

    /** Makes it and those above it where they are missing; one that is there stays as it is. */
    public static void make(Path folder) throws IOException {
        Files.createDirectories(folder, OwnerPermissions.OF_A_FOLDER.on(folder));
    }

    /** @throws java.nio.file.FileAlreadyExistsException where it is there */
    public static void makeNew(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            make(parent);
        }
        Files.createDirectory(folder, OwnerPermissions.OF_A_FOLDER.on(folder));
    }
}
