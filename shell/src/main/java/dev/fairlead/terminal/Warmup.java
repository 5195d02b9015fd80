package dev.fairlead.terminal;

import dev.fairlead.command.CommandModel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is made ready behind the prompt, so that the prompt itself waits for none of it. */
final class Warmup {
    private static final long MODEL_MILLIS = 2_000;

    private final Supplier<CommandModel> model;
    private final Supplier<Optional<SessionPlace>> place;
    private final Runnable warm;
    private final CompletableFuture<Optional<SessionPlace>> firstPlace = new CompletableFuture<>();
    private final CompletableFuture<CommandModel> built = new CompletableFuture<>();
    private boolean begun;

    /** @param warm makes Java ready */
    Warmup(Supplier<CommandModel> model, Supplier<Optional<SessionPlace>> place, Runnable warm) {
        this.model = model;
        this.place = place;
        this.warm = warm;
    }

    /** Reads where the session acts; the first thing, as the prompt shows it. */
    void lookAround() {
        thread("place", () -> firstPlace.complete(now()));
    }

    /** Does the rest, once the prompt is being drawn. */
    void begin() {
        if (!begun) {
            begun = true;
            thread("model", () -> built.complete(model.get()));
            thread("warm", warm);
        }
    }

    /** All commands; null while they are being built. */
    @Nullable
    CommandModel model() {
        return built.getNow(null);
    }

    /** All commands, waited for a little: nothing but this machine's processor stands between. */
    @Nullable
    CommandModel awaitModel() {
        try {
            return built.get(MODEL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            return null;
        }
    }

    /** Where the session acts; null where the kubeconfig takes longer to read than a prompt may. */
    @Nullable
    Optional<SessionPlace> place(long patienceMillis) {
        try {
            firstPlace.get(patienceMillis, TimeUnit.MILLISECONDS);
            return now();
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException | ExecutionException e) {
            return Optional.empty();
        }
    }

    void whenPlaceIsKnown(Consumer<Optional<SessionPlace>> taker) {
        firstPlace.thenAccept(taker);
    }

    private Optional<SessionPlace> now() {
        try {
            return place.get();
        } catch (RuntimeException | LinkageError e) {
            // A kubeconfig that cannot be read is no place to act at; the first command on it says why.
            return Optional.empty();
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | LinkageError e) {
                        // It is tried again, and told of, when it is needed.
                        System.getLogger(Warmup.class.getName()).log(System.Logger.Level.DEBUG, name, e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
