package dev.fairlead.rollout.diagnosis;

import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageManifest;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.rollout.diagnosis.ImageAnswer.Kind;
import dev.fairlead.rollout.diagnosis.PullSecretClues.Tried;
import java.util.List;

/** Asks a registry from this machine, with this machine's login. */
final class RegistryAsk {
    private final RegistryClient registries;

    RegistryAsk(RegistryClient registries) {
        this.registries = registries;
    }

    ImageAnswer about(ImageReference image) {
        try {
            ImageManifest manifest = registries.manifest(image);
            return new ImageAnswer(image, Kind.THERE, List.of(), manifest.platforms(), "");
        } catch (OpsException e) {
            return e.kind() == FailureKind.NOT_FOUND ? missing(image) : silent(image, e);
        }
    }

    /** Whether the registry takes a login that was found in a secret. */
    Tried tried(String registry, RegistryLogin login) {
        try {
            registries.check(registry, login);
            return Tried.ACCEPTED;
        } catch (OpsException e) {
            pass(e);
            return e.kind() == FailureKind.DENIED ? Tried.REFUSED : Tried.UNKNOWN;
        }
    }

    private ImageAnswer missing(ImageReference image) {
        try {
            return new ImageAnswer(image, Kind.NO_TAG, registries.tags(image), List.of(), "");
        } catch (OpsException e) {
            return e.kind() == FailureKind.NOT_FOUND
                    ? new ImageAnswer(image, Kind.NO_REPOSITORY, List.of(), List.of(), e.message())
                    : silent(image, e);
        }
    }

    private static ImageAnswer silent(ImageReference image, OpsException e) {
        pass(e);
        // A certificate that is not trusted is DENIED as well, and has a cause.
        boolean login = e.kind() == FailureKind.DENIED && e.getCause() == null;
        return new ImageAnswer(image, login ? Kind.DENIED : Kind.SILENT, List.of(), List.of(), e.message());
    }

    private static void pass(OpsException e) {
        if (e.kind() == FailureKind.CANCELLED) {
            throw e;
        }
    }
}
