package dev.fairlead.set;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.rollout.WaitRules;
import java.util.List;

/**
 * A set of manifests to apply.
 *
 * @param scope its namespace holds the set's inventory, and what names no namespace; given explicitly, nothing of the
 *     set may name another
 * @param name of the set
 * @param sources files and directories as they are typed, {@code -} for standard input
 * @param recursive whether directories are read with those below them
 * @param dryRun whether the server only says what it would do
 * @param options what else is wanted
 * @param rules how the workloads are followed
 */
public record SetRequest(
        ClusterScope scope,
        String name,
        List<String> sources,
        boolean recursive,
        boolean dryRun,
        Options options,
        WaitRules rules) {

    /** @throws OpsException of kind USAGE for a name that no set can have */
    public SetRequest {
        sources = List.copyOf(sources);
        if (!name.matches("[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?")) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "'" + name + "' is no name of a set: lower-case letters, digits and '-', at most 50");
        }
    }

    /**
     * What is wanted beside applying.
     *
     * @param prune whether what the manifests no longer have is deleted once everything is well
     * @param pruneData whether that includes Namespaces, definitions of kinds and PersistentVolumeClaims
     * @param agreed whether the user said already that it may be deleted
     * @param restartOnConfig whether pods are made anew when a ConfigMap or Secret of the set that they use changes
     * @param forceConflicts whether fields that others own are taken over
     * @param takeOver whether objects of other sets are taken over
     * @param createNamespace whether a missing namespace is made
     */
    public record Options(
            boolean prune,
            boolean pruneData,
            boolean agreed,
            boolean restartOnConfig,
            boolean forceConflicts,
            boolean takeOver,
            boolean createNamespace) {
        public static final Options NONE = new Options(false, false, false, false, false, false, false);
    }

    /** Applied and followed with the usual patience, without pruning. */
    public static SetRequest of(String name, List<String> sources) {
        return new SetRequest(ClusterScope.CURRENT, name, sources, false, false, Options.NONE, WaitRules.DEFAULT);
    }

    /** The same somewhere else. */
    public SetRequest in(ClusterScope newScope) {
        return new SetRequest(newScope, name, sources, recursive, dryRun, options, rules);
    }

    /** With these options instead. */
    public SetRequest with(Options newOptions) {
        return new SetRequest(scope, name, sources, recursive, dryRun, newOptions, rules);
    }

    /** Followed by these rules. */
    public SetRequest with(WaitRules newRules) {
        return new SetRequest(scope, name, sources, recursive, dryRun, options, newRules);
    }

    /** Only what the server would do. */
    public SetRequest asDryRun() {
        return new SetRequest(scope, name, sources, recursive, true, options, rules);
    }

    /** Directories are read with those below them. */
    public SetRequest recursively() {
        return new SetRequest(scope, name, sources, true, dryRun, options, rules);
    }

    /** Whether what the set had and the manifests no longer have is deleted once everything is well, without a question. */
    public SetRequest prune(boolean value) {
        return with(new Options(
                value,
                options.pruneData(),
                value,
                options.restartOnConfig(),
                options.forceConflicts(),
                options.takeOver(),
                options.createNamespace()));
    }

    /** Whether that includes Namespaces, definitions of kinds and PersistentVolumeClaims. */
    public SetRequest pruneData(boolean value) {
        return with(new Options(
                options.prune(),
                value,
                options.agreed(),
                options.restartOnConfig(),
                options.forceConflicts(),
                options.takeOver(),
                options.createNamespace()));
    }

    /** Whether pods are made anew when a ConfigMap or Secret of the set that they use changes. */
    public SetRequest restartOnConfig(boolean value) {
        return with(new Options(
                options.prune(),
                options.pruneData(),
                options.agreed(),
                value,
                options.forceConflicts(),
                options.takeOver(),
                options.createNamespace()));
    }

    /** Whether fields that others own are taken over. */
    public SetRequest forceConflicts(boolean value) {
        return with(new Options(
                options.prune(),
                options.pruneData(),
                options.agreed(),
                options.restartOnConfig(),
                value,
                options.takeOver(),
                options.createNamespace()));
    }

    /** Whether objects of other sets are taken over. */
    public SetRequest takeOver(boolean value) {
        return with(new Options(
                options.prune(),
                options.pruneData(),
                options.agreed(),
                options.restartOnConfig(),
                options.forceConflicts(),
                value,
                options.createNamespace()));
    }

    /** Whether a missing namespace is made. */
    public SetRequest createNamespace(boolean value) {
        return with(new Options(
                options.prune(),
                options.pruneData(),
                options.agreed(),
                options.restartOnConfig(),
                options.forceConflicts(),
                options.takeOver(),
                value));
    }

    /** The line that asks for it, to be typed again with further options. */
    String line() {
        StringBuilder line = new StringBuilder("rollout apply " + name);
        for (String source : sources) {
            line.append(" -f ").append(source.matches("[\\w./:@%+,-]+") ? source : "'" + source + "'");
        }
        line.append(recursive ? " -R" : "");
        scope.namespace().ifPresent(namespace -> line.append(" -n ").append(namespace));
        scope.context().ifPresent(context -> line.append(" --context ").append(context));
        return line.toString();
    }
}
