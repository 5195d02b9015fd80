package dev.fairlead;

import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.ImageFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The sandbox's own images, and those that are taken to exist. */
final class AssumedImages implements ImageCatalog {
    private final ImageCatalog own;
    private final Predicate<String> assumed;

    AssumedImages(ImageCatalog own, Predicate<String> assumed) {
        this.own = own;
        this.assumed = assumed;
    }

    @Override
    public Optional<ImageFacts> find(String reference) {
        Optional<ImageFacts> found = own.find(reference);
        return found.isEmpty() && assumed.test(reference) ? Optional.of(new ImageFacts("", List.of())) : found;
    }

    @Override
    public String whyNot(String reference) {
        return own.whyNot(reference);
    }

    @Override
    public Optional<String> login() {
        return own.login();
    }

    @Override
    public Optional<String> registry() {
        return own.registry();
    }
}
