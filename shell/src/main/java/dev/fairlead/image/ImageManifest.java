package dev.fairlead.image;

import java.util.List;

/**
 * What a registry serves for a reference.
 *
 * @param image the reference as typed
 * @param digest of the manifest, e.g. {@code sha256:…}
 * @param mediaType of the manifest: one image's or a list's
 * @param platforms e.g. {@code linux/amd64}, {@code linux/arm/v7}
 */
public record ImageManifest(String image, String digest, String mediaType, List<String> platforms) {

    /** Whether a node of that platform can run it; a platform without variant takes any variant. */
    public boolean runsOn(String platform) {
        return platforms.stream().anyMatch(p -> p.equals(platform) || p.startsWith(platform + "/"));
    }
}
