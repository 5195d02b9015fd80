package dev.fairlead.notification;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.EgressPolicy;
import dev.fairlead.settings.Preference;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends notices behind the work, to each target in the order of their events. A webhook that fails is a warning, never
 * a failure. {@link #close()} waits briefly for what is on its way.
 */
public final class Notifications implements AutoCloseable {
    private static final Duration LAST_WAIT = Duration.ofSeconds(8);

    private final Set<NotificationTarget> targets;
    private final WebhookDelivery delivery;
    private final ProgressListener progress;
    private final Map<NotificationTarget, ExecutorService> senders = new LinkedHashMap<>();
    private final List<Sending> sendings = new ArrayList<>();

    Notifications(List<NotificationTarget> targets, WebhookDelivery delivery, ProgressListener progress) {
        this.targets = new LinkedHashSet<>(targets);
        this.delivery = delivery;
        this.progress = progress;
    }

    /**
     * Nothing connects before the first notice. A session that is enclosed tells nobody.
     *
     * @throws OpsException of kind INVALID that says where a setting is none; it repeats no URL
     */
    public static Notifications of(Settings settings, NotificationTargets audience, ProgressListener progress) {
        Supplier<ConnectionRules> rules = () -> ConnectionRules.of(settings.environment());
        if (settings.enclosure() != EgressPolicy.OPEN) {
            return new Notifications(List.of(), new WebhookDelivery(Optional.empty(), rules, time -> {}), progress);
        }
        List<NotificationTarget> targets = audience.isOfThisLine() || audience.nobody()
                ? audience.targets()
                : settings.preference(PreferenceKey.ROLLOUT_NOTIFY)
                        .map(Notifications::settled)
                        .orElse(List.of());
        String secret = settings.variable(PreferenceKey.ROLLOUT_NOTIFY.variable() + "_SECRET", "");
        Optional<String> key = secret.isEmpty() ? Optional.empty() : Optional.of(secret);
        WebhookDelivery delivery = new WebhookDelivery(key, rules, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
        return new Notifications(targets, delivery, progress);
    }

    private static List<NotificationTarget> settled(Preference preference) {
        try {
            return NotificationTarget.parseAll(preference.value());
        } catch (OpsException e) {
            throw new OpsException(
                    FailureKind.INVALID, preference.source() + ": " + preference.key() + ": " + e.message(), e);
        }
    }

    /** Returns at once. */
    public void send(Notification notice) {
        send("\"" + notice.event() + "\"", target -> delivery.post(target, notice));
    }

    /** Sends a text of a script's own; returns at once. */
    public void say(String text) {
        send("of the script", target -> delivery.post(target, text));
    }

    private synchronized void send(String what, Post post) {
        for (NotificationTarget target : targets) {
            Sending sending = new Sending(target, what, post);
            sendings.add(sending);
            senders.computeIfAbsent(target, Notifications::sender).execute(sending);
        }
    }

    private static ExecutorService sender(NotificationTarget target) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "notice to " + target);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Waits some seconds at most; an interruption ends the wait and stays set. */
    @Override
    public synchronized void close() {
        long end = System.nanoTime() + LAST_WAIT.toNanos();
        senders.values().forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService sender : senders.values()) {
                sender.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        senders.values().forEach(ExecutorService::shutdownNow);
        sendings.forEach(Sending::abandon);
        senders.clear();
        sendings.clear();
    }

    /** Why a target did not take something; empty where it did. */
    @FunctionalInterface
    private interface Post {
        Optional<String> to(NotificationTarget target) throws InterruptedException;
    }

    /** One notice on its way to one target; how it ended is told once. */
    private final class Sending implements Runnable {
        private final NotificationTarget target;
        private final String what;
        private final Post post;
        private boolean over;

        Sending(NotificationTarget target, String what, Post post) {
            this.target = target;
            this.what = what;
            this.post = post;
        }

        @Override
        public void run() {
            try {
                end(post.to(target));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                abandon();
            } catch (RuntimeException e) {
                end(Optional.of("a fault of fairlead itself (" + e.getClass().getSimpleName() + ")"));
            }
        }

        void abandon() {
            end(Optional.of("it did not take it in time"));
        }

        private synchronized void end(Optional<String> trouble) {
            if (!over) {
                over = true;
                trouble.ifPresent(why -> progress.warn("the notice " + what + " did not reach " + target + ": " + why));
            }
        }
    }
}
