package dev.fairlead.build;

import dev.fairlead.image.ImageService;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;

/** The one builder that needs no engine. */
final class DaemonlessBuilders implements Builders {
    private final Settings settings;
    private final String place;
    private final ImageLayout layout;
    private final ImageService images;

    DaemonlessBuilders(Settings settings, String place, ImageLayout layout, ImageService images) {
        this.settings = settings;
        this.place = place;
        this.layout = layout;
        this.images = images;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public void require() {}

    @Override
    public BuildEngine choose(Builder wanted, ProgressListener progress) {
        if (wanted != Builder.auto) {
            progress.note("--builder " + wanted + " is passed over: " + place + " has one builder, without an engine");
        }
        return new DaemonlessEngine(settings, new BaseImages(layout, images), layout);
    }
}
