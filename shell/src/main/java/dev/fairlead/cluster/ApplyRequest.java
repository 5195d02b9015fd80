package dev.fairlead.cluster;

import dev.fairlead.kubernetes.ClusterScope;
import java.util.List;

/**
 * Which manifests to apply.
 *
 * @param scope an explicit namespace is that of every namespaced object; one that names another is refused
 * @param sources files and directories as they are typed, {@code -} for standard input
 * @param recursive whether directories are read with those below them
 * @param dryRun whether the server only says what it would do
 * @param forceConflicts whether fields that others own are taken over
 */
public record ApplyRequest(
        ClusterScope scope, List<String> sources, boolean recursive, boolean dryRun, boolean forceConflicts) {
    public ApplyRequest {
        sources = List.copyOf(sources);
    }

    /** The same, but the server only says what it would do. */
    public ApplyRequest asDryRun() {
        return new ApplyRequest(scope, sources, recursive, true, forceConflicts);
    }

    /** The line that asks for it, to be typed again with further options. */
    String line() {
        StringBuilder line = new StringBuilder("cluster apply");
        for (String source : sources) {
            line.append(" -f ").append(source.matches("[\\w./:@%+,-]+") ? source : "'" + source + "'");
        }
        return scope.on(line + (recursive ? " -R" : ""));
    }

    /** The manifests of files and directories, in the session's namespace where they name none. */
    public static ApplyRequest of(String... sources) {
        return new ApplyRequest(ClusterScope.CURRENT, List.of(sources), false, false, false);
    }

    /** The same somewhere else. */
    public ApplyRequest in(ClusterScope where) {
        return new ApplyRequest(where, sources, recursive, dryRun, forceConflicts);
    }

    /** Whether directories are read with those below them. */
    public ApplyRequest recursive(boolean value) {
        return new ApplyRequest(scope, sources, value, dryRun, forceConflicts);
    }

    /** Whether the server only says what it would do. */
    public ApplyRequest dryRun(boolean value) {
        return new ApplyRequest(scope, sources, recursive, value, forceConflicts);
    }

    /** Whether fields that others own are taken over. */
    public ApplyRequest forceConflicts(boolean value) {
        return new ApplyRequest(scope, sources, recursive, dryRun, value);
    }
}
