package dev.fairlead.build;

import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;

/** The ways to build that there are in one place. */
interface Builders {
    /** What holds the images that are built, as the journal names it. */
    String place();

    /** @throws OpsException of kind UNREACHABLE where it is known, without asking, that nothing can be built here */
    void require();

    /** @throws OpsException of kind NOT_FOUND when the wanted one is not there */
    BuildEngine choose(Builder wanted, ProgressListener progress);
}
