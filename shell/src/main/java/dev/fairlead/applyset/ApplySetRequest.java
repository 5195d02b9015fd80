package dev.fairlead.applyset;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.rollout.model.WaitRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A set of manifests to apply.
 *
 * @param scope its namespace holds the set's inventory, and what names no namespace; given explicitly, nothing of the
 *     set may name another
 * @param name of the set
 * @param sources files and directories as they are typed, {@code -} for standard input
 * @param recursive whether directories are read with those below them
 * @param dryRun whether the server only says what it would do
 * @param wishes what else is wanted
 * @param rules how the workloads are followed
 */
public record ApplySetRequest(
        ClusterScope scope,
        String name,
        List<String> sources,
        boolean recursive,
        boolean dryRun,
        Set<Wish> wishes,
        WaitRules rules) {

    /** @throws OpsException of kind USAGE for a name that no set can have */
    public ApplySetRequest {
        sources = List.copyOf(sources);
        wishes = Set.copyOf(wishes);
        if (!name.matches("[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?")) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "'" + name + "' is no name of a set: lower-case letters, digits and '-', at most 50");
        }
    }

    /** What may be wanted beside applying. */
    public enum Wish {
        /** What the manifests no longer have is deleted once everything is well. */
        PRUNE,
        /** That includes Namespaces, definitions of kinds and PersistentVolumeClaims. */
        PRUNE_DATA,
        /** The user said already that it may be deleted. */
        PRUNE_UNASKED,
        /** Pods are made anew when a ConfigMap or Secret of the set that they use changes. */
        RESTART_ON_CONFIG,
        /** Fields that others own are taken over. */
        FORCE_CONFLICTS,
        /** Objects of other sets are taken over. */
        TAKE_OVER,
        /** A missing namespace is made. */
        CREATE_NAMESPACE
    }

    /** Applied and followed with the usual patience, without pruning. */
    public static ApplySetRequest of(String name, List<String> sources) {
        return new ApplySetRequest(ClusterScope.CURRENT, name, sources, false, false, Set.of(), WaitRules.DEFAULT);
    }

    /** The same somewhere else. */
    public ApplySetRequest in(ClusterScope newScope) {
        return new ApplySetRequest(newScope, name, sources, recursive, dryRun, wishes, rules);
    }

    /** Followed by these rules. */
    public ApplySetRequest with(WaitRules newRules) {
        return new ApplySetRequest(scope, name, sources, recursive, dryRun, wishes, newRules);
    }

    /** Only what the server would do. */
    public ApplySetRequest asDryRun() {
        return new ApplySetRequest(scope, name, sources, recursive, true, wishes, rules);
    }

    /** Directories are read with those below them. */
    public ApplySetRequest recursively() {
        return new ApplySetRequest(scope, name, sources, true, dryRun, wishes, rules);
    }

    /** Whether what the set had and the manifests no longer have is deleted once everything is well, without a question. */
    public ApplySetRequest prune(boolean value) {
        return with(Wish.PRUNE, value).with(Wish.PRUNE_UNASKED, value);
    }

    /** Whether that includes Namespaces, definitions of kinds and PersistentVolumeClaims. */
    public ApplySetRequest pruneData(boolean value) {
        return with(Wish.PRUNE_DATA, value);
    }

    /** Whether pods are made anew when a ConfigMap or Secret of the set that they use changes. */
    public ApplySetRequest restartOnConfig(boolean value) {
        return with(Wish.RESTART_ON_CONFIG, value);
    }

    /** Whether fields that others own are taken over. */
    public ApplySetRequest forceConflicts(boolean value) {
        return with(Wish.FORCE_CONFLICTS, value);
    }

    /** Whether objects of other sets are taken over. */
    public ApplySetRequest takeOver(boolean value) {
        return with(Wish.TAKE_OVER, value);
    }

    /** Whether a missing namespace is made. */
    public ApplySetRequest createNamespace(boolean value) {
        return with(Wish.CREATE_NAMESPACE, value);
    }

    boolean has(Wish wish) {
        return wishes.contains(wish);
    }

    ApplySetRequest with(Wish wish, boolean value) {
        Set<Wish> all = EnumSet.noneOf(Wish.class);
        all.addAll(wishes);
        if (value) {
            all.add(wish);
        } else {
            all.remove(wish);
        }
        return new ApplySetRequest(scope, name, sources, recursive, dryRun, all, rules);
    }

    /** The line that asks for it, to be typed again with further options. */
    String line() {
        StringBuilder line = new StringBuilder("rollout apply " + name);
        for (String source : sources) {
            line.append(" -f ").append(source.matches("[\\w./:@%+,-]+") ? source : "'" + source + "'");
        }
        return scope.on(line + (recursive ? " -R" : ""));
    }
}
