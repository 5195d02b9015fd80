package dev.fairlead.build;

import dev.fairlead.build.dockerfile.Dockerfile;
import dev.fairlead.build.dockerfile.DockerfileProblem;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.StoredImage;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Builds what needs no container: files and configuration on top of a base. A RUN is done only where it is one that
 * {@link GoStep} knows. The same input gives the same digests.
 */
final class DaemonlessEngine implements BuildEngine {
    private final Settings settings;
    private final BaseImages bases;
    private final ImageLayout layout;

    DaemonlessEngine(Settings settings, BaseImages bases, ImageLayout layout) {
        this.settings = settings;
        this.bases = bases;
        this.layout = layout;
    }

    @Override
    public String name() {
        return "daemonless";
    }

    @Override
    public String build(BuildContext context, BuildRequest request, ProgressListener progress) {
        if (!request.secrets().isEmpty()) {
            throw new OpsException(
                    FailureKind.USAGE, "--secret needs BuildKit; a build without an engine has no steps");
        }
        BuildFailures failures = new BuildFailures(context);
        Steps steps = new Steps(progress);
        try (Scratch scratch = Scratch.open();
                StageBuilds stages = new StageBuilds(
                        context,
                        request,
                        Dockerfile.parse(BuildContext.text(context.dockerfile())),
                        layout,
                        bases,
                        new GoStep(settings, scratch, progress))) {
            return named(stages.build(steps, progress), request);
        } catch (DockerfileProblem e) {
            throw failures.of("", "dockerfile parse error on line " + e.line() + ": " + e.why(), List.of());
        } catch (Cancelled e) {
            throw new Cancelled("cancelled: build of " + context.root(), e.hints());
        } catch (IOException e) {
            throw ContextSize.unreadable(context, e);
        }
    }

    private String named(ImageDraft draft, BuildRequest request) {
        if (!request.labels().isEmpty()) {
            draft.put("Labels", new TreeMap<>(request.labels()));
        }
        StoredImage image = draft.write();
        Descriptor manifest = image.manifest().createdAt(Instant.now());
        layout.keep(manifest);
        for (ImageReference tag : request.tags()) {
            layout.name(tag.toString(), manifest);
        }
        return image.id();
    }
}
