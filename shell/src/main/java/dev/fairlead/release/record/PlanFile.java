package dev.fairlead.release.record;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.UserFile;
import dev.fairlead.release.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;

/** A plan in a file. What a manifest says may be secret, so the file is its owner's alone. */
public final class PlanFile {
    private final Path file;

    public PlanFile(Path file) {
        this.file = file;
    }

    public void write(Plan plan) {
        new OwnFile(file, "the plan to " + file).replace(PlanText.pretty(plan) + "\n");
    }

    public Plan read() {
        try {
            return PlanText.read(UserFile.text(file), Plan.class, file.toString());
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.NOT_FOUND, "cannot read the plan in " + file + ": " + SystemFailures.why(e), e);
        }
    }
}
