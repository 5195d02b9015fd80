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
}
