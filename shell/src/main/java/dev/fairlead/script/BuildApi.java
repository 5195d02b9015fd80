package dev.fairlead.script;

import dev.fairlead.build.BuildRequest;
import dev.fairlead.build.BuildResult;
import dev.fairlead.build.BuildService;
import dev.fairlead.image.ImageReference;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;
import java.util.Map;

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

    /** As {@link #image(Path, String)}, with values for the Dockerfile's {@code ARG}s. */
    public BuildResult image(String directory, String tag, Map<String, String> buildArgs) {
        BuildRequest plain = BuildRequest.of(Path.of(directory), ImageReference.parse(tag));
        return image(new BuildRequest(
                plain.context(),
                plain.dockerfile(),
                plain.tags(),
                buildArgs,
                plain.target(),
                plain.platform(),
                plain.noCache(),
                plain.pull(),
                plain.labels(),
                plain.push(),
                plain.secrets(),
                plain.builder()));
    }

    public BuildResult image(BuildRequest request) {
        return builds.image(request, progress);
    }
}
