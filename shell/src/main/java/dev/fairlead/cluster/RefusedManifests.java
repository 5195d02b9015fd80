package dev.fairlead.cluster;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with several manifests, so that all of it is told at once. */
public final class RefusedManifests {
    private final List<OpsException> failures = new ArrayList<>();

    /** Runs a check and goes on after it failed. */
    public void collect(Runnable check) {
        try {
            check.run();
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            failures.add(e);
        }
    }

    /** @throws OpsException for all that failed; of several the kind is that of the first */
    public void check() {
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            throw together(failures, failures.size() + " manifests are refused");
        }
    }

    /** One failure of the first's kind that lists all of them. */
    public static OpsException together(List<OpsException> failures, String message) {
        List<String> details = new ArrayList<>();
        for (OpsException failure : failures) {
            details.add(failure.message());
            failure.details().forEach(detail -> details.add("  " + detail));
        }
        OpsException first = failures.get(0);
        return new OpsException(first.kind(), message, details, first.hints(), first);
    }
}
