package dev.fairlead.build;

import dev.fairlead.image.ImageReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** One more name for the image. */
    public BuildRequest tag(String name) {
        return new BuildRequest(
                context,
                dockerfile,
                more(tags, ImageReference.parse(name)),
                buildArgs,
                target,
                platform,
                noCache,
                pull,
                labels,
                push,
                secrets,
                builder);
    }

    /** This Dockerfile instead of the directory's own. */
    public BuildRequest dockerfile(Path file) {
        return new BuildRequest(
                context,
                Optional.of(file),
                tags,
                buildArgs,
                target,
                platform,
                noCache,
                pull,
                labels,
                push,
                secrets,
                builder);
    }

    /** A value for an {@code ARG} of the Dockerfile. */
    public BuildRequest buildArg(String name, String value) {
        return new BuildRequest(
                context,
                dockerfile,
                tags,
                more(buildArgs, name, value),
                target,
                platform,
                noCache,
                pull,
                labels,
                push,
                secrets,
                builder);
    }

    /** This stage instead of the last. */
    public BuildRequest target(String stage) {
        return new BuildRequest(
                context,
                dockerfile,
                tags,
                buildArgs,
                Optional.of(stage),
                platform,
                noCache,
                pull,
                labels,
                push,
                secrets,
                builder);
    }

    /** For this platform, e.g. {@code linux/arm64}. */
    public BuildRequest platform(String value) {
        return new BuildRequest(
                context,
                dockerfile,
                tags,
                buildArgs,
                target,
                Optional.of(value),
                noCache,
                pull,
                labels,
                push,
                secrets,
                builder);
    }

    /** Whether every step runs again. */
    public BuildRequest noCache(boolean value) {
        return new BuildRequest(
                context, dockerfile, tags, buildArgs, target, platform, value, pull, labels, push, secrets, builder);
    }

    /** Whether base images are looked up in their registry although they are local. */
    public BuildRequest pull(boolean value) {
        return new BuildRequest(
                context, dockerfile, tags, buildArgs, target, platform, noCache, value, labels, push, secrets, builder);
    }

    /** A label of the image. */
    public BuildRequest label(String name, String value) {
        return new BuildRequest(
                context,
                dockerfile,
                tags,
                buildArgs,
                target,
                platform,
                noCache,
                pull,
                more(labels, name, value),
                push,
                secrets,
                builder);
    }

    /** Whether all tags are pushed after the build. */
    public BuildRequest push(boolean value) {
        return new BuildRequest(
                context, dockerfile, tags, buildArgs, target, platform, noCache, pull, labels, value, secrets, builder);
    }

    /** A secret for the steps that mount it, as {@code id=ID,src=FILE} or {@code id=ID,env=VARIABLE}; BuildKit only. */
    public BuildRequest secret(String text) {
        return new BuildRequest(
                context,
                dockerfile,
                tags,
                buildArgs,
                target,
                platform,
                noCache,
                pull,
                labels,
                push,
                more(secrets, BuildSecret.parse(text)),
                builder);
    }

    /** What builds; BuildKit where it is installed if not said. */
    public BuildRequest builder(Builder value) {
        return new BuildRequest(
                context, dockerfile, tags, buildArgs, target, platform, noCache, pull, labels, push, secrets, value);
    }

    private static <T> List<T> more(List<T> list, T one) {
        List<T> all = new ArrayList<>(list);
        all.add(one);
        return all;
    }

    private static Map<String, String> more(Map<String, String> map, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(map);
        all.put(name, value);
        return all;
    }
}
