package dev.fairlead.script;

import dev.fairlead.build.BuildRequest;
import dev.fairlead.build.BuildResult;
import dev.fairlead.build.BuildService;
import dev.fairlead.image.ImageReference;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;

/** {@code build} in snippets: what the commands of that name do. */
public final class BuildApi {
    private final BuildService builds;
    private final ProgressListener progress;

    BuildApi(BuildService builds, ProgressListener progress) {
        this.builds = builds;
        this.progress = progress;
    }

    /** Builds the image of a directory with its Dockerfile. */
    public BuildResult image(String directory, String tag) {
        return image(Path.of(directory), tag);
    }

    /** Builds the image of a directory with its Dockerfile. */
    public BuildResult image(Path directory, String tag) {
        return image(BuildRequest.of(directory, ImageReference.parse(tag)));
    }

    public BuildResult image(BuildRequest request) {
        return builds.image(request, progress);
    }
}
