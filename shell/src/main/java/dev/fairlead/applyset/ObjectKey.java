package dev.fairlead.applyset;

import dev.fairlead.cluster.ObjectRef;
import java.util.Locale;

/**
 * Which object is meant, in whatever version its kind is served.
 *
 * @param group empty for the core group
 * @param namespace empty for kinds that have none
 */
record ObjectKey(String group, String kind, String namespace, String name) {
    ObjectRef ref() {
        return new ObjectRef(qualified(), name);
    }

    /** The kind as it can be looked for, e.g. {@code deployment.apps}. */
    String qualified() {
        String lower = kind.toLowerCase(Locale.ROOT);
        return group.isEmpty() ? lower : lower + "." + group;
    }

    /** As it is told: {@code deployment.apps/web in shop}. */
    @Override
    public String toString() {
        return ref() + (namespace.isEmpty() ? "" : " in " + namespace);
    }
}
