package dev.fairlead.sandbox.controller;

import dev.fairlead.sandbox.Faults;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.api.SandboxApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All controllers, in a thread of their own: they work when something changed or a moment has come. */
public final class Simulation implements AutoCloseable {
    private static final long LONGEST_REST_MILLIS = 1_000;
    private static final int MOST_ROUNDS = 200;

    private final SandboxApi api;
    private final ControllerClient client;
    private final List<Reconciler> reconcilers;
    private final Thread thread;
    private volatile boolean closed;

    public Simulation(SandboxApi api, SimulatedClock clock, ImageCatalog images, Faults faults) {
        this.api = api;
        this.client = new ControllerClient(api, clock);
        FaultInjector injector = new FaultInjector(faults);
        this.reconcilers = List.of(
                new BootstrapObjects(),
                new StorageController(),
                new AutoscalerController(),
                new DeploymentController(),
                new ReplicaSetController(injector),
                new StatefulSetController(),
                new DaemonSetController(),
                new JobController(),
                new Scheduler(injector),
                new Kubelet(new NodeImagePulls(images, injector), injector),
                new EndpointsController(),
                new GarbageCollector(),
                new QuotaController());
        this.thread = new Thread(this::run, "sandbox controllers");
        thread.setDaemon(true);
        api.onChange(this::touch);
    }

    /** Begins, after what every cluster has from its beginning is there. */
    public void start() {
        furnish();
        thread.start();
    }

    /** Makes what every cluster has from its beginning, where it is not there. */
    public void furnish() {
        synchronized (api.monitor()) {
            new BootstrapObjects().reconcile(client);
        }
    }

    /** Has everything looked at again, as after a fault was healed. */
    public void touch() {
        synchronized (api.monitor()) {
            api.monitor().notifyAll();
        }
    }

    /**
     * Does all that is due now.
     *
     * @return the next moment at which something will be
     */
    Instant settle() {
        synchronized (api.monitor()) {
            Instant wake = Instant.MAX;
            for (int round = 0; round < MOST_ROUNDS; round++) {
                long before = api.version();
                client.takeWake();
                reconcilers.forEach(reconciler -> reconciler.reconcile(client));
                wake = client.takeWake();
                if (api.version() == before) {
                    return wake;
                }
            }
            return wake;
        }
    }

    private void run() {
        while (!closed) {
            try {
                synchronized (api.monitor()) {
                    rest(settled());
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** One controller's fault must not stop all of them for good. */
    private Instant settled() {
        try {
            return settle();
        } catch (RuntimeException e) {
            System.getLogger(Simulation.class.getName()).log(System.Logger.Level.DEBUG, "sandbox controllers", e);
            return Instant.MAX;
        }
    }

    private void rest(Instant wake) throws InterruptedException {
        long millis = wake.equals(Instant.MAX)
                ? LONGEST_REST_MILLIS
                : Math.min(
                        LONGEST_REST_MILLIS,
                        Duration.between(client.now(), wake).toMillis() + 1);
        // Also where there is more to do at once: others want to read and write in between.
        api.monitor().wait(Math.max(1, millis));
    }

    /** Ends the thread, when the round that it is in is done. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
