package dev.fairlead.release;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Trouble;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A plan in a file. What a manifest says may be secret, so the file is its owner's alone. */
final class PlanFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    PlanFile(Path file) {
        this.file = file;
    }

    void write(Plan plan) {
        try {
            keepToOwner();
            Files.writeString(file, PlanText.pretty(plan) + "\n");
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot write the plan to " + file + ": " + Trouble.why(e), e);
        }
    }

    Plan read() {
        try {
            return PlanText.read(Files.readString(file), Plan.class, file.toString());
        } catch (IOException e) {
            throw new OpsException(FailureKind.NOT_FOUND, "cannot read the plan in " + file + ": " + Trouble.why(e), e);
        }
    }

    /** Before anything stands in it. */
    private void keepToOwner() throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        } catch (FileAlreadyExistsException e) {
            if (Files.isRegularFile(file)) {
                Files.setPosixFilePermissions(file, OWNER);
            }
        } catch (UnsupportedOperationException e) {
            // A file system without such rights; the file is made when it is written.
            return;
        }
    }
}
