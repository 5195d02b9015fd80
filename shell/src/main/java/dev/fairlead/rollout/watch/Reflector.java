package dev.fairlead.rollout.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.LineStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind as the cluster has them: listed once, then watched in a thread of its own. When the server
 * ends a watch in peace, the next goes on from there; after an expired version or a lost connection everything is listed
 * anew, so that nothing which happened meanwhile is missed. A feed that knows of no trouble has heard everything.
 *
 * <p>fabric8's informers connect again beneath and go on saying that they watch, which is not enough to vouch for.
 *
 * @param <T> the objects' type
 */
public final class Reflector<T> implements AutoCloseable {
    /** The server ends every watch after a while; sooner than the minutes of its own choice, for NATs between. */
    private static final long WATCH_SECONDS = 240;

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 4_000;
    private static final int GONE = 410;

    private final ClusterClient cluster;
    private final ListWatch<T> source;
    private final ChangedKeys changed;
    private final Map<String, T> items = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> listed = new CompletableFuture<>();
    private final Thread thread;
    private volatile @Nullable OpsException trouble;
    private volatile @Nullable LineStream stream;
    private volatile boolean closed;
    private String version = "";

    public Reflector(ClusterClient cluster, ListWatch<T> source, ChangedKeys changed) {
        this.cluster = cluster;
        this.source = source;
        this.changed = changed;
        this.thread = new Thread(this::run, "watch " + source.path());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /**
     * Waits for the first list.
     *
     * @throws OpsException when the server refuses it or does not answer
     */
    public void await() {
        cluster.translated("list " + source.path(), () -> ClusterClient.await(listed));
    }

    public List<T> items() {
        return List.copyOf(items.values());
    }

    /** What the server says when it is asked now. */
    List<T> fresh() {
        List<T> now = new ArrayList<>();
        cluster.get(source.selection()).path("items").forEach(item -> now.add(source.read(item)));
        return now;
    }

    /** Whether the server let it list at all. */
    boolean isListed() {
        return listed.isDone() && !listed.isCompletedExceptionally();
    }

    /** Why this feed is cut off now; empty while it hears everything. */
    public Optional<OpsException> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        LineStream open = stream;
        if (open != null) {
            open.close();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closed) {
            try {
                if (version.isEmpty()) {
                    list();
                }
                pause = watch() ? FIRST_PAUSE_MILLIS : longer(pause);
            } catch (Cancelled e) {
                listed.completeExceptionally(e);
                return;
            } catch (OpsException e) {
                lost(e);
                if (!isGone(e)) {
                    pause = longer(pause);
                }
            } catch (RuntimeException e) {
                lost(new OpsException(FailureKind.FAILED, "cannot watch " + source.path() + ": " + e.getMessage(), e));
                pause = longer(pause);
            }
            if (!listed.isDone() || !paused(pause)) {
                listed.completeExceptionally(new Cancelled("stopped watching"));
                return;
            }
        }
    }

    private void list() {
        JsonNode list = cluster.get(source.selection());
        Map<String, T> now = new ConcurrentHashMap<>();
        list.path("items").forEach(item -> now.put(uid(item), source.read(item)));
        version = list.path("metadata").path("resourceVersion").asText();
        items.keySet().retainAll(now.keySet());
        items.putAll(now);
    }

    /** @return whether it said anything, or stayed as long as was asked */
    private boolean watch() {
        ApiPath path = source.selection()
                .with("watch", true)
                .with("allowWatchBookmarks", true)
                .with("timeoutSeconds", WATCH_SECONDS)
                .with("resourceVersion", version);
        long began = System.nanoTime();
        boolean heard = false;
        try (LineStream lines = cluster.watch(path)) {
            stream = lines;
            if (closed) {
                return false;
            }
            trouble = null;
            listed.complete(null);
            changed.everything();
            for (String line = lines.next(); line != null; line = lines.next()) {
                heard = true;
                take(line);
            }
        }
        return heard || System.nanoTime() - began > LONGEST_PAUSE_MILLIS * 1_000_000;
    }

    private void take(String line) {
        JsonNode event = cluster.event(line);
        JsonNode object = event.path("object");
        String type = event.path("type").asText();
        if (type.equals("ERROR")) {
            throw cluster.failed("watch " + source.path(), object);
        }
        version = object.path("metadata").path("resourceVersion").asText(version);
        if (type.equals("BOOKMARK")) {
            return;
        }
        if (type.equals("DELETED")) {
            items.remove(uid(object));
        } else {
            items.put(uid(object), source.read(object));
        }
        changed.object(object);
    }

    /** A version that expired is no trouble of the connection: the list that follows says all. */
    private void lost(OpsException e) {
        version = "";
        if (!listed.isDone()) {
            listed.completeExceptionally(e);
        } else if (!isGone(e) && !closed) {
            trouble = e;
            changed.everything();
        }
    }

    private static boolean isGone(OpsException e) {
        return e instanceof ApiFailure answer && answer.code() == GONE;
    }

    private static long longer(long pause) {
        return Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }

    private static boolean paused(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText();
    }
}
