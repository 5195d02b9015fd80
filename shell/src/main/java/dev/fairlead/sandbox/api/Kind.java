package dev.fairlead.sandbox.api;

import java.util.List;
import java.util.Locale;

/**
 * A kind that the sandbox serves.
 *
 * @param group empty for the core group
 * @param status whether its status is written through a subresource only
 * @param scale whether it has the subresource {@code scale}
 * @param custom whether a CustomResourceDefinition made it
 */
public record Kind(
        String group,
        String version,
        String name,
        String plural,
        List<String> shortNames,
        List<String> categories,
        boolean namespaced,
        boolean status,
        boolean scale,
        boolean custom) {

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public String singular() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** {@code deployments.apps}, as messages name it. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** What holds all of its objects, whatever version they are asked in. */
    String bucket() {
        return qualified();
    }
}
