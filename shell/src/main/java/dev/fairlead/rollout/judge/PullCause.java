package dev.fairlead.rollout.judge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the words of a failed pull say for certain, whoever says them: Docker, containerd, CRI-O or the registry.
 *
 * @param fatal whether another try cannot help
 */
record PullCause(String reason, boolean fatal) {
    private static final List<String> NO_TAG =
            List.of("manifest unknown", "not found", "no such manifest", "repository does not exist", "name unknown");
    private static final List<String> DENIED = List.of(
            "unauthorized",
            "no basic auth credentials",
            "authentication required",
            "access denied",
            "access to the resource is denied",
            "denied: ",
            "forbidden",
            "authorization failed",
            "insufficient_scope");
    // CRI-O reads the list itself (containers/image, manifest package: "no image found in …"), containerd and Docker
    // say "no match for platform" and "no matching manifest".
    private static final List<String> PLATFORM = List.of(
            "no matching manifest",
            "no match for platform",
            "does not match the specified platform",
            "no image found in manifest list",
            "no image found in image index",
            "image architecture mismatch");
    // What kubelets since 1.28 pass on of runtimes that check signatures (cri-api, errors.go).
    private static final List<String> UNSIGNED =
            List.of("signaturevalidationfailed", "signature validation failed", "source image rejected");
    private static final List<String> SHORT_NAME =
            List.of("short name mode is enforcing", "did not resolve to an alias");
    private static final Pattern LIMITED =
            Pattern.compile("toomanyrequests|too many requests|\\b429\\b|rate limit|pull qps exceeded");
    private static final List<String> NETWORK = List.of(
            "registryunavailable",
            "registry is unavailable",
            "dial tcp",
            "timeout",
            "deadline exceeded",
            "connection",
            "eof",
            "tls handshake",
            "server misbehaving",
            "status: 50",
            "internal server error",
            "bad gateway",
            "service unavailable");

    /** Empty where the words leave open whether another try helps. */
    static Optional<PullCause> of(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (holds(lower, UNSIGNED)) {
            return fatal("signature not valid");
        }
        if (holds(lower, PLATFORM)) {
            return fatal("no manifest for the node's platform");
        }
        if (holds(lower, SHORT_NAME)) {
            return fatal("the node does not know which registry the short name means");
        }
        if (LIMITED.matcher(lower).find()) {
            return Optional.of(new PullCause("the registry limits the rate of pulls", false));
        }
        if (lower.contains("x509:")) {
            return fatal("the node does not trust the registry's certificate");
        }
        if (lower.contains("server gave http response to https client")) {
            return fatal("the registry speaks HTTP where the node expects HTTPS");
        }
        // Docker says "pull access denied … repository does not exist or may require 'docker login'" for both.
        if (lower.contains("may require") || holds(lower, DENIED)) {
            return fatal("access denied");
        }
        return isMissing(lower) ? fatal("no such tag") : Optional.empty();
    }

    /** Whether the registry, or the way to it, did not answer. */
    static boolean isSilence(String words) {
        return holds(words.toLowerCase(Locale.ROOT), NETWORK);
    }

    /** A layer that is missing in the node's own store is "not found", too, and no answer of the registry. */
    private static boolean isMissing(String lower) {
        boolean ownStore = lower.contains("content digest") || lower.contains("snapshot");
        return holds(lower, NO_TAG) && !ownStore && !lower.contains("host not found");
    }

    private static Optional<PullCause> fatal(String reason) {
        return Optional.of(new PullCause(reason, true));
    }

    private static boolean holds(String text, List<String> any) {
        return any.stream().anyMatch(text::contains);
    }
}
