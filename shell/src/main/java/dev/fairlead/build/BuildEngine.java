package dev.fairlead.build;

import dev.fairlead.progress.ProgressListener;

/** One way to build. */
interface BuildEngine {
    String name();

    /**
     * Builds and names the image in the engine.
     *
     * @return the image's ID
     */
    String build(BuildContext context, BuildRequest request, ProgressListener progress);
}
