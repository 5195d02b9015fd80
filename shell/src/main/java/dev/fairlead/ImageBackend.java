package dev.fairlead;

import dev.fairlead.build.BuildService;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import java.util.Optional;

/** Where images are built, kept and sent: an engine and its registries. Nothing connects before it is asked. */
interface ImageBackend extends AutoCloseable {
    ImageService images();

    BuildService builds();

    RegistryClient registries();

    /** Why the engine cannot be used, as far as that is known without asking it. */
    Optional<String> trouble();

    @Override
    void close();
}
