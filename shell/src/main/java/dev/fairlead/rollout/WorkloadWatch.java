package dev.fairlead.rollout;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Templates;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a workload and everything that belongs to it in memory while the cluster changes it: lists once, then watches;
 * lists again after an expired watch or a lost connection.
 */
final class WorkloadWatch implements AutoCloseable {
    private final Duration skew;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final Semaphore changes = new Semaphore(0);
    private final SharedIndexInformer<? extends HasMetadata> workloads;
    private final @Nullable SharedIndexInformer<ReplicaSet> replicaSets;
    private final @Nullable SharedIndexInformer<ControllerRevision> revisions;
    private final SharedIndexInformer<Pod> pods;
    private final @Nullable SharedIndexInformer<Event> events;

    /** Starts watching; the first lists are in when this returns. */
    WorkloadWatch(ClusterClient cluster, HasMetadata workload) {
        KubernetesClient client = cluster.client();
        String namespace = workload.getMetadata().getNamespace();
        String name = workload.getMetadata().getName();
        Optional<LabelSelector> selector = Templates.selector(workload);
        skew = cluster.clockSkew();
        workloads = informer(
                client.resources(workload.getClass()).inNamespace(namespace).withField("metadata.name", name));
        replicaSets = workload instanceof Deployment && selector.isPresent()
                ? informer(client.resources(ReplicaSet.class)
                        .inNamespace(namespace)
                        .withLabelSelector(selector.get()))
                : null;
        revisions = (workload instanceof StatefulSet || workload instanceof DaemonSet) && selector.isPresent()
                ? informer(client.resources(ControllerRevision.class)
                        .inNamespace(namespace)
                        .withLabelSelector(selector.get()))
                : null;
        var ofNamespace = client.resources(Pod.class).inNamespace(namespace);
        pods = informer(
                selector.isPresent()
                        ? ofNamespace.withLabelSelector(selector.get())
                        : ofNamespace.withField("metadata.name", name));
        events = informer(client.resources(Event.class).inNamespace(namespace));
        try {
            start(cluster);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What is known now; empty when the workload is gone. */
    Optional<Snapshot> snapshot() {
        return workloads.getStore().list().stream()
                .findFirst()
                .map(workload -> Snapshot.owned(
                        workload,
                        list(replicaSets),
                        list(revisions),
                        list(pods),
                        list(events),
                        Instant.now().plus(skew)));
    }

    /** Whether every watch is connected, so that what is known is what the cluster says. */
    boolean isLive() {
        return informers.stream().allMatch(informer -> informer.isWatching() || !informer.isRunning());
    }

    /** Waits for a change, at most so long; several changes at once count as one. */
    void awaitChange(Duration most) {
        try {
            if (changes.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                changes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("stopped watching");
        }
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private void start(ClusterClient cluster) {
        List<CompletableFuture<Void>> starts = informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toList();
        for (int i = 0; i < starts.size(); i++) {
            CompletableFuture<Void> started = starts.get(i);
            // Events tell more, yet a user who may not read them still gets the status.
            if (informers.get(i) == events) {
                started.exceptionally(e -> null).join();
            } else {
                cluster.translated("watch", () -> ClusterClient.await(started));
            }
        }
    }

    private <T extends HasMetadata> SharedIndexInformer<T> informer(Informable<T> what) {
        SharedIndexInformer<T> informer = what.runnableInformer(0);
        informer.exceptionHandler((started, failure) -> started);
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                changes.release();
            }

            @Override
            public void onUpdate(T before, T after) {
                changes.release();
            }

            @Override
            public void onDelete(T object, boolean stateUnknown) {
                changes.release();
            }
        });
        informers.add(informer);
        return informer;
    }

    private static <T> List<T> list(@Nullable SharedIndexInformer<T> informer) {
        return informer == null ? List.of() : informer.getStore().list();
    }
}
