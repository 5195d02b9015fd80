package dev.fairlead.command.build;

import dev.fairlead.build.BuildArgument;
import dev.fairlead.build.BuildRequest;
import dev.fairlead.build.BuildResult;
import dev.fairlead.build.BuildSecret;
import dev.fairlead.build.BuildService;
import dev.fairlead.build.Builder;
import dev.fairlead.build.ContextDirectory;
import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageReference;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "image", description = "Build an image from a directory and its Dockerfile.")
final class BuildImage implements ShellCommand<BuildResult> {
    @Parameters(paramLabel = "PATH", description = "The directory to build from, without what .dockerignore names.")
    @Completes(Candidate.DIRECTORY)
    private ContextDirectory context;

    @Option(
            names = {"-t", "--tag"},
            paramLabel = "NAME",
            description = "Name the image; may be repeated.")
    @Completes(Candidate.IMAGE)
    private List<ImageReference> tags = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The Dockerfile; PATH/Dockerfile if not given.")
    @Completes(Candidate.FILE)
    private @Nullable Path file;

    @Option(
            names = "--build-arg",
            paramLabel = "NAME[=VALUE]",
            description = "Set an ARG of the Dockerfile, by default to the environment's value; may be repeated.")
    private List<BuildArgument> buildArgs = new ArrayList<>();

    @Option(names = "--target", paramLabel = "STAGE", description = "Build this stage instead of the last.")
    private @Nullable String target;

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "Build for this platform, e.g. linux/arm64.")
    private @Nullable String platform;

    @Option(names = "--no-cache", description = "Run every step again.")
    private boolean noCache;

    @Option(names = "--pull", description = "Look base images up in their registry although they are local.")
    private boolean pull;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "Label the image; may be repeated.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--push", description = "Push all tags after the build.")
    private boolean push;

    @Option(
            names = "--secret",
            paramLabel = "id=ID,src=FILE",
            description = "Show a secret to the steps that mount it; BuildKit only.")
    private List<BuildSecret> secrets = new ArrayList<>();

    @Option(
            names = "--builder",
            paramLabel = "BUILDER",
            description = "Build with ${COMPLETION-CANDIDATES}; auto if not given.")
    private Builder builder = Builder.auto;

    private final BuildService builds;

    BuildImage(BuildService builds) {
        this.builds = builds;
    }

    @Override
    public BuildResult run(ProgressListener progress) {
        BuildRequest request = new BuildRequest(
                context.path(),
                Optional.ofNullable(file),
                tags,
                BuildArgument.values(buildArgs),
                Optional.ofNullable(target),
                Optional.ofNullable(platform),
                noCache,
                pull,
                labels,
                push,
                secrets,
                builder);
        return builds.image(request, progress);
    }
}
