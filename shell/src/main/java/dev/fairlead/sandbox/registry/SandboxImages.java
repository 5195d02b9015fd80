package dev.fairlead.sandbox.registry;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageDocument;
import dev.fairlead.image.ImageEngine;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageSummary;
import dev.fairlead.image.PulledImage;
import dev.fairlead.image.PushedImage;
import dev.fairlead.image.RemovedImage;
import dev.fairlead.image.TransferFailures;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.NamedImage;
import dev.fairlead.oci.StoredImage;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The images that a sandbox has beside its registry: what a Docker Engine's are elsewhere. */
public final class SandboxImages implements ImageEngine {
    /** What a user types for the sandbox's registry. */
    public static final String REGISTRY = "registry.sandbox";

    private final ImageLayout layout;
    private final LoopbackRegistry registry;
    private final LocalRows rows;
    private final boolean standsForAll;

    /** @param layout where the images are; not the registry's own */
    public SandboxImages(ImageLayout layout, LoopbackRegistry registry) {
        this(layout, registry, false);
    }

    /**
     * @param layout where the images are; not the registry's own
     * @param standsForAll whether its registry takes the place of every other
     */
    public SandboxImages(ImageLayout layout, LoopbackRegistry registry, boolean standsForAll) {
        this.standsForAll = standsForAll;
        this.layout = layout;
        this.registry = registry;
        this.rows = new LocalRows(layout, registry);
    }

    /**
     * Where a registry is, as {@link dev.fairlead.image.RegistryClient#at} asks.
     *
     * @throws OpsException of kind UNREACHABLE for any but the sandbox's own
     */
    public String server(String host) {
        if (!standsForAll && !host.equals(REGISTRY) && !registry.isAt(host)) {
            throw new OpsException(
                    FailureKind.UNREACHABLE, "the sandbox reaches no registry but " + REGISTRY + ", so not " + host);
        }
        return "http://" + registry.address();
    }

    @Override
    public String place() {
        return "sandbox";
    }

    @Override
    public List<ImageSummary> list(Optional<String> reference, boolean all) {
        return rows.list(reference);
    }

    @Override
    public ImageDocument inspect(String image) {
        return rows.document(known(image));
    }

    @Override
    public void tag(String image, ImageReference name) {
        layout.name(name.toString(), known(image));
    }

    @Override
    public List<RemovedImage> remove(String image, boolean force) {
        Descriptor manifest = known(image);
        List<String> names = new ArrayList<>(rows.names(manifest));
        boolean byId = !names.contains(rows.name(image));
        if (byId && names.size() > 1 && !force) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    "cannot remove " + image + ": it has several names: " + String.join(", ", names));
        }
        List<String> going = byId ? names : List.of(rows.name(image));
        List<RemovedImage> removed = new ArrayList<>();
        going.forEach(name -> removed.add(new RemovedImage("untagged", name)));
        boolean last = going.size() == names.size();
        StoredImage stored = layout.image(manifest);
        layout.change(images -> images.removeIf(entry -> going.contains(entry.name())
                || last && entry.manifest().digest().equals(manifest.digest())));
        if (last) {
            removed.add(new RemovedImage("deleted", stored.id()));
            unused(stored).forEach(layer -> removed.add(new RemovedImage("deleted", layer)));
            layout.collect();
        }
        return removed;
    }

    @Override
    public PushedImage push(ImageReference image, ProgressListener progress) {
        Instant began = Instant.now();
        String server = reachable("push", image);
        Descriptor manifest =
                layout.find(image.toString()).orElseThrow(() -> TransferFailures.push(image, "tag does not exist"));
        progress.note("pushing " + image);
        Push push = new Push(transfer(server, image), image.tag().orElse("latest"), layout, progress);
        push.run(layout.image(manifest));
        return new PushedImage(
                image.toString(),
                manifest.digest(),
                push.layers(),
                push.present(),
                push.sent(),
                Duration.between(began, Instant.now()));
    }

    @Override
    public PulledImage pull(ImageReference image, Optional<String> platform, ProgressListener progress) {
        Instant began = Instant.now();
        String server = reachable("pull", image);
        progress.note("pulling " + image);
        Optional<Descriptor> before = layout.find(image.toString());
        Pull pull = new Pull(transfer(server, image), layout, progress);
        Descriptor manifest = pull.run(image, platform.orElse(Pull.PLATFORM));
        boolean changed =
                before.map(known -> !known.digest().equals(manifest.digest())).orElse(true);
        if (changed) {
            layout.name(image.toString(), manifest.createdAt(Instant.now()));
        }
        StoredImage stored = layout.image(manifest);
        return new PulledImage(
                image.toString(),
                stored.id(),
                pull.digest(),
                changed,
                stored.size(layout),
                Duration.between(began, Instant.now()));
    }

    private RegistryTransfer transfer(String server, ImageReference image) {
        return new RegistryTransfer(server, registry.token(), image);
    }

    private String reachable(String verb, ImageReference image) {
        try {
            return server(image.registry());
        } catch (OpsException e) {
            String own = REGISTRY + "/" + image.repository()
                    + image.tag().map(tag -> ":" + tag).orElse("");
            OpsException failure = new OpsException(e.kind(), "cannot " + verb + " " + image + ": " + e.message(), e);
            if (verb.equals("push")) {
                throw failure.hint("image tag " + image + " " + own);
            }
            String inside = registry.address() + own.substring(REGISTRY.length());
            throw failure.details(
                            List.of("an image that docker has comes in while a session in the sandbox lasts, after the"
                                    + " docker login that its status shows; it is " + own + " then, in FROM too"))
                    .hint("docker tag " + image + " " + inside + " && docker push " + inside)
                    .hint("sandbox status");
        }
    }

    private Descriptor known(String image) {
        return rows.find(image).orElseThrow(() -> TransferFailures.unknown(image, null));
    }

    /** The layers, highest first, that no image has any more. */
    private List<String> unused(StoredImage gone) {
        Set<String> used = new HashSet<>();
        for (NamedImage image : layout.images()) {
            used.addAll(layout.image(image.manifest()).chainIds());
        }
        List<String> layers = new ArrayList<>(gone.chainIds());
        layers.removeAll(used);
        Collections.reverse(layers);
        return layers;
    }
}
