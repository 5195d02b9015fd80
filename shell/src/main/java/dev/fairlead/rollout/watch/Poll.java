package dev.fairlead.rollout.watch;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One look at all that is watched. What has to be asked of the server for it is asked once for all workloads. */
public final class Poll {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WorkloadWatch watch;
    private final ObjectStore store;
    private final boolean thorough;
    private final Map<String, List<Service>> services = new HashMap<>();
    private @Nullable Optional<ObjectStore> fresh;

    /** @param thorough whether the server may be asked to confirm what the watch says */
    public Poll(WorkloadWatch watch, boolean thorough) {
        this.watch = watch;
        this.store = watch.stock();
        this.thorough = thorough;
    }

    public boolean isAbout(WorkloadRef ref, String namespace, ChangedKeys.Gulp gulp) {
        return store.uid(ref, namespace).map(gulp::isAbout).orElse(true);
    }

    /** What the watch knows; empty when the workload is gone. */
    public Optional<Snapshot> snapshot(WorkloadRef ref, String namespace) {
        return store.snapshot(ref, namespace);
    }

    /** Whether what is known may be old. */
    public boolean isCutOff() {
        return watch.trouble().isPresent();
    }

    /**
     * What the server says now of everything that is watched; empty when it cannot be asked. A server that does not
     * answer must not hold up what there is to tell.
     */
    public Optional<ObjectStore> confirmed() {
        if (!thorough || isCutOff()) {
            return Optional.empty();
        }
        Optional<ObjectStore> known = fresh;
        if (known == null) {
            known = ask();
            fresh = known;
        }
        return known;
    }

    /** The services of the cluster's namespace. */
    public List<Service> services(ClusterClient cluster) {
        return services.computeIfAbsent(
                cluster.namespace(), namespace -> new WorkloadReader(cluster).listed(Service.class));
    }

    private Optional<ObjectStore> ask() {
        FutureTask<ObjectStore> asked = new FutureTask<>(watch::fresh);
        Thread asking = new Thread(asked, "confirm what is watched");
        asking.setDaemon(true);
        asking.start();
        try {
            return Optional.of(asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("stopped watching");
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } finally {
            asked.cancel(true);
        }
    }
}
