package dev.fairlead.image;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an engine says in words when a push or pull fails, as a failure with its kind and next step. */
public final class TransferFailures {
    private TransferFailures() {}

    /** The engine has no image of that name or ID. */
    public static OpsException unknown(String image, @Nullable Throwable cause) {
        return new OpsException(FailureKind.NOT_FOUND, "the engine has no image " + image, cause).hint("image ls");
    }

    /** @param said the engine's words */
    public static OpsException push(ImageReference image, String said) {
        String what = "cannot push " + image + ": ";
        if (said.contains("does not exist locally")
                || said.contains("tag does not exist")
                || said.contains("No such image")) {
            return new OpsException(FailureKind.NOT_FOUND, what + "the engine has no such image")
                    .hint("image ls")
                    .hint("build image . -t " + image);
        }
        OpsException failure = network(image, what, said);
        return image.isOnDockerHub()
                ? failure.hint("image tag " + image + " REGISTRY/" + image
                        + "    (the name has no registry, which means Docker Hub)")
                : failure;
    }

    /** @param said the engine's words */
    public static OpsException pull(ImageReference image, String said) {
        String what = "cannot pull " + image + ": ";
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no matching manifest") || lower.contains("does not match the specified platform")) {
            return new OpsException(FailureKind.NOT_FOUND, what + "it has no image for this platform: " + said)
                    .hint("image pull " + image + " --platform linux/amd64");
        }
        if (lower.contains("manifest unknown") || lower.contains("not found") && !lower.contains("host")) {
            return new OpsException(FailureKind.NOT_FOUND, what + "the registry has no such tag")
                    .hint("image tags " + image.name());
        }
        if (lower.contains("repository does not exist or may require")) {
            return new OpsException(FailureKind.DENIED, what + "there is no such repository, or it needs a login")
                    .hint("image login " + image.registry());
        }
        return network(image, what, said);
    }

    private static OpsException network(ImageReference image, String what, String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no basic auth credentials")
                || lower.contains("unauthorized")
                || lower.contains("authentication required")
                || lower.contains("denied")
                || lower.contains("forbidden")) {
            return new OpsException(
                            FailureKind.DENIED, what + "the registry wants a login that may do it (" + said + ")")
                    .hint("image login " + image.registry());
        }
        if (lower.contains("http response to https client")) {
            return new OpsException(
                            FailureKind.UNREACHABLE, what + "registry " + image.registry() + " speaks plain HTTP")
                    .hint("add \"" + image.registry() + "\" to insecure-registries in /etc/docker/daemon.json");
        }
        if (lower.contains("certificate") || lower.contains("x509")) {
            return new OpsException(FailureKind.DENIED, what + "no trusted connection: " + said);
        }
        if (lower.contains("dial tcp")
                || lower.contains("no such host")
                || lower.contains("timeout")
                || lower.contains("connection refused")
                || lower.contains("request canceled")
                || lower.contains("eof")) {
            return new OpsException(
                            FailureKind.UNREACHABLE,
                            what + "registry " + image.registry() + " does not answer (" + said + ")")
                    .hint("image tags " + image.name());
        }
        return new OpsException(FailureKind.FAILED, what + said);
    }
}
