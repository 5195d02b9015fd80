package dev.fairlead.build;

import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.NamesBefore;
import dev.fairlead.image.PushedImage;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds images and, where asked, pushes them. */
public final class BuildService {
    private static final long MUCH = 500_000_000;

    private final Builders builders;
    private final ImageService images;
    private final Journal journal;

    /** Builds by a Docker Engine. */
    public BuildService(
            Settings settings,
            DockerEngine engine,
            DockerCredentials credentials,
            ImageService images,
            Journal journal) {
        this(new DockerBuilders(settings, engine, credentials), images, journal);
    }

    private BuildService(Builders builders, ImageService images, Journal journal) {
        this.builders = builders;
        this.images = images;
        this.journal = journal;
    }

    /**
     * Builds without an engine, into an image layout.
     *
     * @param settings where programs are found
     * @param place as the journal names the layout
     * @param images the images of the layout
     */
    public static BuildService daemonless(
            Settings settings, String place, ImageLayout layout, ImageService images, Journal journal) {
        return new BuildService(new DaemonlessBuilders(settings, place, layout, images), images, journal);
    }

    /**
     * Builds an image. A failed step is told with its last lines of output; a cancelled one says what it
     * has tagged by then.
     *
     * @throws OpsException of kind BUILD when a step fails, INVALID when the Dockerfile is wrong, NOT_FOUND when
     *     directory, Dockerfile or base image do not exist
     */
    public BuildResult image(BuildRequest request, ProgressListener progress) {
        if (request.push() && request.tags().isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "build image: --push needs a name to push to")
                    .hint("build image " + request.context() + " -t REGISTRY/NAME:TAG --push");
        }
        builders.require();
        BuildContext context = BuildContext.open(request);
        warnOfSize(context, progress);
        if (images.isRehearsing()) {
            return planned(request, progress);
        }
        BuildEngine builder = builders.choose(request.builder(), progress);
        BuildResult result = built(builder, context, request, progress);
        journal.record(ChangePlace.named(builders.place()), "build", result.reference(), result.imageId());
        return request.push() ? pushed(request, result, progress) : result;
    }

    private static BuildResult planned(BuildRequest request, ProgressListener progress) {
        List<String> tags =
                request.tags().stream().map(ImageReference::toString).toList();
        progress.note("would build " + (tags.isEmpty() ? "an image" : String.join(", ", tags)) + " from "
                + request.context() + (request.push() ? " and push it" : "") + " (dry run)");
        return new BuildResult(ImageService.NOT_MADE, tags, 0, Duration.ZERO, "none", List.of());
    }

    private BuildResult built(
            BuildEngine builder, BuildContext context, BuildRequest request, ProgressListener progress) {
        Instant began = Instant.now();
        NamesBefore before = images.namesBefore(request.tags());
        try {
            return result(request, builder, builder.build(context, request, progress), began);
        } catch (Cancelled e) {
            throw before.after(e);
        }
    }

    private BuildResult result(BuildRequest request, BuildEngine builder, String built, Instant began) {
        List<String> tags =
                request.tags().stream().map(ImageReference::toString).toList();
        var image = images.inspect(tags.isEmpty() ? built : tags.get(0));
        Duration took = Duration.between(began, Instant.now());
        return new BuildResult(image.id(), tags, image.size(), took, builder.name(), List.of());
    }

    private BuildResult pushed(BuildRequest request, BuildResult built, ProgressListener progress) {
        List<PushedImage> pushed = new ArrayList<>();
        for (ImageReference tag : request.tags()) {
            try {
                pushed.add(images.push(tag, progress));
            } catch (Cancelled e) {
                throw new Cancelled(e.message() + "; " + built.imageId() + " is built and tagged", e.hints());
            } catch (OpsException e) {
                progress.note("built " + built.imageId() + "; only the push failed");
                throw e.hint("image push " + tag);
            }
        }
        return new BuildResult(built.imageId(), built.tags(), built.size(), built.took(), built.builder(), pushed);
    }

    private static void warnOfSize(BuildContext context, ProgressListener progress) {
        if (context.ignoreFile().isPresent()) {
            return;
        }
        ContextSize size = ContextSize.of(context);
        if (size.bytes() >= MUCH) {
            progress.warn("the build context " + context.root() + " holds " + ContextSize.megabytes(size.bytes())
                    + " and has no .dockerignore; most of it: " + String.join(", ", size.largest(5)));
        }
    }
}
