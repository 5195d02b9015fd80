package dev.fairlead.rollout.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * To which objects something happened since it was last asked. What happens to an object, happens to its owners too: a
 * pod's event to the pod, its ReplicaSet and its Deployment.
 */
public final class ChangedKeys {
    private final Map<String, String> owners = new HashMap<>();
    private Set<String> uids = new HashSet<>();
    private boolean everything;

    /** Takes an object that came, changed or went. */
    synchronized void object(JsonNode object) {
        String uid = object.path("metadata").path("uid").asText();
        String about = object.path("involvedObject").path("uid").asText("");
        if (!about.isEmpty()) {
            uids.add(about);
        } else {
            object.path("metadata").path("ownerReferences").forEach(owner -> {
                if (owner.path("controller").asBoolean()) {
                    owners.put(uid, owner.path("uid").asText());
                }
            });
            uids.add(uid);
        }
        notifyAll();
    }

    /** After a list nobody knows what happened; nor does anybody while a watch is cut off. */
    synchronized void everything() {
        everything = true;
        notifyAll();
    }

    /**
     * Waits for something to happen, and then for what comes with it.
     *
     * @param most after so long it is enough, even where nothing happened
     * @param gulp so long after the first thing that happens
     */
    public synchronized Gulp take(Duration most, Duration gulp) {
        try {
            long end = System.nanoTime() + most.toNanos();
            for (long left = most.toMillis(); left > 0 && isQuiet(); left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            if (!isQuiet()) {
                long full = System.nanoTime() + gulp.toNanos();
                for (long left = gulp.toMillis(); left > 0; left = (full - System.nanoTime()) / 1_000_000) {
                    wait(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("stopped watching");
        }
        Gulp taken = new Gulp(everything, withOwners());
        everything = false;
        uids = new HashSet<>();
        return taken;
    }

    private boolean isQuiet() {
        return !everything && uids.isEmpty();
    }

    private Set<String> withOwners() {
        Set<String> all = new HashSet<>();
        for (String uid : uids) {
            for (String next = uid; next != null && all.add(next); ) {
                next = owners.get(next);
            }
        }
        return all;
    }

    /**
     * What happened in a while.
     *
     * @param everything whether it may be about any object
     * @param uids of the objects it is about, and of their owners
     */
    public record Gulp(boolean everything, Set<String> uids) {
        public static final Gulp EVERYTHING = new Gulp(true, Set.of());

        boolean isAbout(String uid) {
            return everything || uids.contains(uid);
        }
    }
}
