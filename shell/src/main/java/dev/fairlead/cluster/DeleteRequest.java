package dev.fairlead.cluster;

import dev.fairlead.kubernetes.ClusterScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which objects to delete. Exactly one of words and sources is given.
 *
 * @param words kinds and names as they are typed
 * @param sources manifests whose objects are meant
 * @param labels a label selector; empty for none
 * @param all whether all objects of the kind in the namespace
 * @param grace how long pods may take to end; empty for their own time
 * @param untilGone whether to wait until the objects are gone
 * @param limit how long to wait
 * @param agreed whether the user said already that namespaces or whatever a selector finds may go
 */
public record DeleteRequest(
        ClusterScope scope,
        List<String> words,
        List<String> sources,
        boolean recursive,
        String labels,
        boolean all,
        Optional<Duration> grace,
        boolean untilGone,
        Duration limit,
        boolean dryRun,
        boolean agreed) {

    public static final Duration LIMIT = Duration.ofMinutes(2);

    public DeleteRequest {
        words = List.copyOf(words);
        sources = List.copyOf(sources);
    }

    /** The same, but the server only says what it would do. */
    public DeleteRequest asDryRun() {
        return new DeleteRequest(scope, words, sources, recursive, labels, all, grace, untilGone, limit, true, agreed);
    }

    /** Objects by kind and name; waits until they are gone. */
    public static DeleteRequest of(String... words) {
        return new DeleteRequest(
                ClusterScope.CURRENT,
                List.of(words),
                List.of(),
                false,
                "",
                false,
                Optional.empty(),
                true,
                LIMIT,
                false,
                false);
    }

    /** The same somewhere else. */
    public DeleteRequest in(ClusterScope where) {
        return new DeleteRequest(
                where, words, sources, recursive, labels, all, grace, untilGone, limit, dryRun, agreed);
    }

    /** The objects of these manifests, instead of words. */
    public DeleteRequest sources(List<String> value) {
        return new DeleteRequest(scope, words, value, recursive, labels, all, grace, untilGone, limit, dryRun, agreed);
    }

    /** Whether directories are read with those below them. */
    public DeleteRequest recursive(boolean value) {
        return new DeleteRequest(scope, words, sources, value, labels, all, grace, untilGone, limit, dryRun, agreed);
    }

    /** Only objects with these labels. */
    public DeleteRequest labels(String value) {
        return new DeleteRequest(scope, words, sources, recursive, value, all, grace, untilGone, limit, dryRun, agreed);
    }

    /** Whether all objects of the kind in the namespace are meant. */
    public DeleteRequest all(boolean value) {
        return new DeleteRequest(
                scope, words, sources, recursive, labels, value, grace, untilGone, limit, dryRun, agreed);
    }

    /** Pods get so long to end, instead of their own time. */
    public DeleteRequest grace(Duration value) {
        return new DeleteRequest(
                scope, words, sources, recursive, labels, all, Optional.of(value), untilGone, limit, dryRun, agreed);
    }

    /** Whether to wait until the objects are gone; so if not said. */
    public DeleteRequest untilGone(boolean value) {
        return new DeleteRequest(scope, words, sources, recursive, labels, all, grace, value, limit, dryRun, agreed);
    }

    /** Wait at most so long; 2 minutes if not said. */
    public DeleteRequest limit(Duration value) {
        return new DeleteRequest(
                scope, words, sources, recursive, labels, all, grace, untilGone, value, dryRun, agreed);
    }

    /** Whether the server only says what it would do. */
    public DeleteRequest dryRun(boolean value) {
        return new DeleteRequest(scope, words, sources, recursive, labels, all, grace, untilGone, limit, value, agreed);
    }

    /** Whether namespaces, or whatever a selector finds, may go without a question. A script has nobody to ask. */
    public DeleteRequest agreed(boolean value) {
        return new DeleteRequest(scope, words, sources, recursive, labels, all, grace, untilGone, limit, dryRun, value);
    }
}
