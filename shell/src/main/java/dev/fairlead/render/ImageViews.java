package dev.fairlead.render;

import dev.fairlead.build.BuildResult;
import dev.fairlead.image.ImageDocument;
import dev.fairlead.image.ImageSummary;
import dev.fairlead.image.ImageTag;
import dev.fairlead.image.PulledImage;
import dev.fairlead.image.PushedImage;
import dev.fairlead.image.RegistryAccess;
import dev.fairlead.image.RemovedImage;
import dev.fairlead.image.TaggedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How images look. */
final class ImageViews {
    private ImageViews() {}

    static void addTo(Views views) {
        views.add(View.of(ImageSummary.class)
                .column("REPOSITORY", ImageSummary::repository)
                .column("TAG", ImageSummary::tag)
                .column("IMAGE ID", ImageSummary::shortId)
                .column("CREATED", image -> Shown.age(image.created(), Instant.now()) + " ago")
                .column("SIZE", image -> Shown.size(image.size()))
                .wide("DIGEST", image -> image.digest().orElse("<none>"))
                .name(ImageSummary::reference));
        views.add(View.of(ImageTag.class)
                .column("REPOSITORY", ImageTag::repository)
                .column("TAG", ImageTag::tag)
                .name(ImageTag::reference));
        views.add(View.of(RemovedImage.class)
                .column("OUTCOME", RemovedImage::outcome)
                .column("IMAGE", RemovedImage::image)
                .name(RemovedImage::image));
        views.add(View.of(TaggedImage.class)
                .text(image -> List.of(image.image() + " names " + image.id()))
                .name(TaggedImage::image));
        views.add(View.of(PushedImage.class).text(ImageViews::pushed).name(PushedImage::image));
        views.add(View.of(PulledImage.class).text(ImageViews::pulled).name(PulledImage::image));
        views.add(View.of(BuildResult.class).text(ImageViews::built).name(BuildResult::reference));
        views.add(View.of(ImageDocument.class).text(ImageViews::inspected).name(ImageDocument::id));
        views.add(View.of(RegistryAccess.class).text(ImageViews::access).name(RegistryAccess::registry));
    }

    private static List<String> built(BuildResult image) {
        List<String> lines = new ArrayList<>();
        lines.add("built " + image.imageId() + ", " + Shown.size(image.size()) + ", in " + Shown.duration(image.took())
                + " (" + image.builder() + ")");
        image.tags().forEach(tag -> lines.add("tagged " + tag));
        image.pushed().forEach(push -> lines.addAll(pushed(push)));
        return lines;
    }

    private static List<String> pushed(PushedImage image) {
        return List.of(
                "pushed " + image.image() + " in " + Shown.duration(image.took()),
                "digest " + image.digest() + ", " + image.layers() + (image.layers() == 1 ? " layer" : " layers") + " ("
                        + image.present() + " already there), " + Shown.size(image.sent()) + " sent");
    }

    private static List<String> pulled(PulledImage image) {
        return List.of(
                (image.changed() ? "pulled " : "already current: ") + image.image() + " in "
                        + Shown.duration(image.took()),
                "digest " + image.digest() + ", " + Shown.size(image.size()) + " unpacked");
    }

    private static List<String> access(RegistryAccess access) {
        String as = access.user().isEmpty() ? "" : " as " + access.user();
        List<String> lines = new ArrayList<>();
        lines.add(access.registry() + ": " + access.outcome() + as);
        if (!access.storedIn().isEmpty()) {
            lines.add("stored in " + access.storedIn());
        }
        return lines;
    }

    private static List<String> inspected(ImageDocument image) {
        List<String> lines = new ArrayList<>();
        lines.add("id:        " + image.id());
        lines.add("tags:      " + listed(image.tags()));
        lines.add("digests:   " + listed(image.digests()));
        lines.add("created:   " + image.created());
        lines.add("platform:  " + image.platform());
        lines.add("size:      " + Shown.size(image.size()) + " in " + image.layers() + " layers");
        lines.add("user:      " + (image.user().isEmpty() ? "root" : image.user()));
        lines.add("ports:     " + listed(image.ports()));
        lines.add("runs:      " + String.join(" ", image.command()));
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static String listed(List<String> texts) {
        return texts.isEmpty() ? "<none>" : String.join(", ", texts);
    }
}
