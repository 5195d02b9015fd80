package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who follows a Deployment in a thread of his own, and what he is told. */
public final class Listening {
    private final List<String> said = new CopyOnWriteArrayList<>();
    public final CompletableFuture<RolloutStatus> status;

    public Listening(RolloutService rollouts, String name, WaitRules rules) {
        WorkloadRef workload = WorkloadRef.deployment(name);
        status = CompletableFuture.supplyAsync(
                () -> rollouts.status(ClusterScope.CURRENT, workload, rules, this::hear),
                task -> new Thread(task, "follow " + name).start());
    }

    private void hear(ProgressEvent event) {
        if (event instanceof ProgressEvent.Advanced advanced) {
            said.add("advanced " + advanced.state());
        } else if (event instanceof ProgressEvent.Note note) {
            said.add(note.text());
        } else if (event instanceof ProgressEvent.Warning warning) {
            said.add(warning.text());
        } else if (event instanceof ProgressEvent.Finished) {
            said.add("finished");
        }
    }

    public long count(String start) {
        return said.stream().filter(line -> line.startsWith(start)).count();
    }

    public boolean heard(String words) {
        return said.stream().anyMatch(line -> line.contains(words));
    }

    /** The loss of the server and its return, once each and before the end. */
    public void assertToldOfBoth() {
        assertEquals(1, count("lost the API server"), said::toString);
        assertEquals(1, count("connected again after"), said::toString);
        int back = said.indexOf(said.stream()
                .filter(line -> line.startsWith("connected again"))
                .findFirst()
                .orElseThrow());
        assertTrue(back < said.indexOf("finished"), said::toString);
    }

    @Override
    public String toString() {
        return said.toString();
    }
}
