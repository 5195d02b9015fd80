package dev.fairlead.sandbox;

import java.util.Optional;

/** Which images the sandbox's node could pull. Asked for every container that starts, so it answers quickly. */
@FunctionalInterface
public interface ImageCatalog {
    /** Takes every name for that of an image: for rehearsals of what the sandbox's own registry does not have. */
    ImageCatalog ANY = reference -> Optional.of(ImageFacts.UNKNOWN);

    /**
     * @param reference as a pod's container names it
     * @return empty where there is no such repository or tag
     */
    Optional<ImageFacts> find(String reference);

    /** What the node says of an image that was not found, after the words that it cannot pull it. */
    default String whyNot(String reference) {
        return "failed to resolve reference \"" + reference + "\": " + reference + ": not found";
    }

    /** Forgets all images. */
    default void clear() {}

    /** The line by which docker may push to the registry; empty where there is none. */
    default Optional<String> login() {
        return Optional.empty();
    }

    /** Host and port where other tools find the registry; empty where there is none. */
    default Optional<String> registry() {
        return Optional.empty();
    }
}
