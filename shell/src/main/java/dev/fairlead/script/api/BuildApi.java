package dev.fairlead.script.api;

import dev.fairlead.build.BuildRequest;
import dev.fairlead.build.BuildResult;
import dev.fairlead.build.BuildService;
import dev.fairlead.failure.BuildFailed;
import dev.fairlead.failure.Invalid;
import dev.fairlead.failure.NotFound;
import dev.fairlead.image.ImageReference;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * {@code build} in snippets: what the commands of that name do, on the session's Docker Engine. A directory without a
 * Dockerfile is a {@link NotFound}, a Dockerfile that cannot be read an {@link Invalid}, a step that fails a
 * {@link BuildFailed}.
 *
 * <pre>{@code
 * var built = build.image("services/web", "127.0.0.1:5000/team/web:v7",
 *         request -> request.buildArg("VERSION", "v7").label("team", "shop").push(true));
 * println(built.imageId() + " in " + built.took().toSeconds() + " s");
 * }</pre>
 */
public final class BuildApi {
    private final Supplier<BuildService> builds;
    private final ProgressListener progress;

    BuildApi(Supplier<BuildService> builds, ProgressListener progress) {
        this.builds = builds;
        this.progress = progress;
    }

    /** Builds the image of a directory with its Dockerfile; a name without tag means {@code latest}. */
    public BuildResult image(String directory, String tag) {
        return image(Path.of(directory), tag);
    }

    /** As {@link #image(String, String)}. */
    public BuildResult image(Path directory, String tag) {
        return image(directory, tag, request -> request);
    }

    /** As {@link #image(String, String)}, with values for the Dockerfile's {@code ARG}s. */
    public BuildResult image(String directory, String tag, Map<String, String> buildArgs) {
        return image(Path.of(directory), tag, request -> {
            BuildRequest all = request;
            for (Map.Entry<String, String> arg : buildArgs.entrySet()) {
                all = all.buildArg(arg.getKey(), arg.getValue());
            }
            return all;
        });
    }

    /** As {@link #image(String, String)}, and what else the request is to have. */
    public BuildResult image(String directory, String tag, UnaryOperator<BuildRequest> more) {
        return image(Path.of(directory), tag, more);
    }

    /** As {@link #image(String, String)}, and what else the request is to have. */
    public BuildResult image(Path directory, String tag, UnaryOperator<BuildRequest> more) {
        return TypedFailures.call(() -> image(more.apply(BuildRequest.of(directory, ImageReference.parse(tag)))));
    }

    /** Builds what the request says. */
    public BuildResult image(BuildRequest request) {
        return TypedFailures.call(() -> builds.get().image(request, progress));
    }
}
