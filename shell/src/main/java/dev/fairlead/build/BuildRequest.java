package dev.fairlead.build;

import dev.fairlead.image.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to build and how.
 *
 * @param context the directory that is sent
 * @param dockerfile inside or outside the context; {@code Dockerfile} in the context where empty
 * @param tags the names that the image gets
 * @param target the stage to build; the last where empty
 * @param platform e.g. {@code linux/arm64}; the engine's own where empty
 * @param pull whether base images are looked up in their registry although they are local
 * @param push whether all tags are pushed after the build
 * @param secrets for the steps that mount them; BuildKit only
 */
public record BuildRequest(
        Path context,
        Optional<Path> dockerfile,
        List<ImageReference> tags,
        Map<String, String> buildArgs,
        Optional<String> target,
        Optional<String> platform,
        boolean noCache,
        boolean pull,
        Map<String, String> labels,
        boolean push,
        List<BuildSecret> secrets,
        Builder builder) {

    public BuildRequest {
        tags = tags.stream().map(ImageReference::orLatest).toList();
        buildArgs = Map.copyOf(buildArgs);
        labels = Map.copyOf(labels);
        secrets = List.copyOf(secrets);
    }

    /** A plain build of a directory. */
    public static BuildRequest of(Path context, ImageReference... tags) {
        return new BuildRequest(
                context,
                Optional.empty(),
                List.of(tags),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Map.of(),
                false,
                List.of(),
                Builder.auto);
    }
}
