package dev.fairlead.oci;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** What trouble with the files of a store means. */
final class StoreFailures {
    private StoreFailures() {}

    /** @param doing as in "cannot write" */
    static OpsException of(String doing, Path file, IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            return new Cancelled("cancelled: cannot " + doing + " " + file + "; nothing was named");
        }
        return new OpsException(
                FailureKind.FAILED, "cannot " + doing + " " + file + ": " + SystemFailures.why(failure), failure);
    }
}
