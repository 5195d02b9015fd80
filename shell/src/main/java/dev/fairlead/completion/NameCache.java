package dev.fairlead.completion;

import dev.fairlead.command.Candidate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names as they were a moment ago. Old ones are asked for anew in the background; whoever asks waits for that no longer
 * than the patience, and then gets what is known. A source that fails gives no names and never an error.
 */
public final class NameCache implements Names, AutoCloseable {
    private static final int MOST_PLACES = 64;
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 16;

    private final Map<Candidate, Names> sources;
    private final Supplier<String> session;
    private final Duration fresh;
    private final Duration patience;
    private final LongSupplier nanos;
    private final ExecutorService refreshing = threads();
    private final Map<Key, Known> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > MOST_PLACES;
        }
    };

    /** @param session names the session's context and namespace, which places leave open */
    public NameCache(Map<Candidate, Names> sources, Supplier<String> session) {
        this(sources, session, Duration.ofSeconds(10), Duration.ofMillis(150), System::nanoTime);
    }

    NameCache(
            Map<Candidate, Names> sources,
            Supplier<String> session,
            Duration fresh,
            Duration patience,
            LongSupplier nanos) {
        this.sources = Map.copyOf(sources);
        this.session = session;
        this.fresh = fresh;
        this.patience = patience;
        this.nanos = nanos;
    }

    @Override
    public List<String> at(CompletionScope place) {
        Names source = sources.get(place.candidate());
        if (source == null) {
            return List.of();
        }
        Known entry;
        CompletableFuture<List<String>> coming;
        synchronized (this) {
            entry = entries.computeIfAbsent(new Key(session.get(), place), key -> new Known());
            coming = refresh(entry, source, place);
        }
        if (coming != null) {
            await(coming);
        }
        synchronized (this) {
            return entry.names;
        }
    }

    @Override
    public synchronized boolean areComing() {
        return entries.values().stream().anyMatch(entry -> !entry.loaded && entry.coming != null);
    }

    @Override
    public void close() {
        refreshing.shutdownNow();
    }

    private @Nullable CompletableFuture<List<String>> refresh(Known entry, Names source, CompletionScope place) {
        boolean old = !entry.loaded || nanos.getAsLong() - entry.at > fresh.toNanos();
        if (entry.coming != null || !old) {
            return entry.coming;
        }
        CompletableFuture<List<String>> coming = new CompletableFuture<>();
        try {
            refreshing.execute(() -> coming.complete(load(entry, source, place)));
            entry.coming = coming;
            return coming;
        } catch (RejectedExecutionException e) {
            // Too much is being asked for already; a later Tab asks again.
            return null;
        }
    }

    private List<String> load(Known entry, Names source, CompletionScope place) {
        List<String> names;
        try {
            names = List.copyOf(source.at(place));
        } catch (RuntimeException | LinkageError e) {
            // An error printed over the line being typed would help nobody; the command itself will tell.
            names = List.of();
        }
        synchronized (this) {
            entry.names = names;
            entry.loaded = true;
            entry.at = nanos.getAsLong();
            entry.coming = null;
        }
        return names;
    }

    private void await(CompletableFuture<List<String>> coming) {
        try {
            coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What is known must do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "names");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private record Key(String session, CompletionScope place) {}

    private static final class Known {
        private List<String> names = List.of();
        private boolean loaded;
        private long at;
        private @Nullable CompletableFuture<List<String>> coming;
    }
}
