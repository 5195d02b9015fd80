package dev.fairlead.build;

import dev.fairlead.image.ImageReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
        return with(parts -> parts.tags = more(tags, ImageReference.parse(name)));
    }

    /** This Dockerfile instead of the directory's own. */
    public BuildRequest dockerfile(Path file) {
        return with(parts -> parts.dockerfile = Optional.of(file));
    }

    /** A value for an {@code ARG} of the Dockerfile. */
    public BuildRequest buildArg(String name, String value) {
        return with(parts -> parts.buildArgs = more(buildArgs, name, value));
    }

    /** This stage instead of the last. */
    public BuildRequest target(String stage) {
        return with(parts -> parts.target = Optional.of(stage));
    }

    /** For this platform, e.g. {@code linux/arm64}. */
    public BuildRequest platform(String value) {
        return with(parts -> parts.platform = Optional.of(value));
    }

    /** Whether every step runs again. */
    public BuildRequest noCache(boolean value) {
        return with(parts -> parts.noCache = value);
    }

    /** Whether base images are looked up in their registry although they are local. */
    public BuildRequest pull(boolean value) {
        return with(parts -> parts.pull = value);
    }

    /** A label of the image. */
    public BuildRequest label(String name, String value) {
        return with(parts -> parts.labels = more(labels, name, value));
    }

    /** Whether all tags are pushed after the build. */
    public BuildRequest push(boolean value) {
        return with(parts -> parts.push = value);
    }

    /** A secret for the steps that mount it, as {@code id=ID,src=FILE} or {@code id=ID,env=VARIABLE}; BuildKit only. */
    public BuildRequest secret(String text) {
        return with(parts -> parts.secrets = more(secrets, BuildSecret.parse(text)));
    }

    /** What builds; BuildKit where it is installed if not said. */
    public BuildRequest builder(Builder value) {
        return with(parts -> parts.builder = value);
    }

    private BuildRequest with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.request();
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

    /** A request that is being changed. */
    private static final class Parts {
        private final Path context;
        private Optional<Path> dockerfile;
        private List<ImageReference> tags;
        private Map<String, String> buildArgs;
        private Optional<String> target;
        private Optional<String> platform;
        private boolean noCache;
        private boolean pull;
        private Map<String, String> labels;
        private boolean push;
        private List<BuildSecret> secrets;
        private Builder builder;

        Parts(BuildRequest of) {
            context = of.context;
            dockerfile = of.dockerfile;
            tags = of.tags;
            buildArgs = of.buildArgs;
            target = of.target;
            platform = of.platform;
            noCache = of.noCache;
            pull = of.pull;
            labels = of.labels;
            push = of.push;
            secrets = of.secrets;
            builder = of.builder;
        }

        BuildRequest request() {
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
                    secrets,
                    builder);
        }
    }
}
