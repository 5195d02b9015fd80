package dev.fairlead.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.TemporaryDirectory;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.gate.GateAnswer;
import dev.fairlead.gate.GateResult;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.run.Gatekeeper;
import dev.fairlead.release.run.ReleaseLine;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** A namespace with deployment/web and its service, and those who release it. */
public final class Bench implements AutoCloseable {
    public static final WorkloadRef WEB = WorkloadRef.deployment("web");
    public final ScratchNamespace namespace = new ScratchNamespace("release");
    final String v1 = SampleImages.web("v1");
    public final String v2 = SampleImages.web("v2");

    public Bench(int replicas) {
        namespace.create("services", """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
                """);
        namespace.create("deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, annotations: {kubernetes.io/change-cause: by hand}}
                spec:
                  replicas: %d
                  strategy: {rollingUpdate: {maxSurge: 100%%, maxUnavailable: 0}}
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: web
                        image: %s
                        readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
                """.formatted(replicas, v1));
        ScratchNamespace.await(() -> web().at("/status/availableReplicas").asInt() == replicas);
    }

    /** One user on one machine. */
    public ReleaseService user(String name, Gatekeeper gates) {
        try {
            Journal journal = new Journal(TemporaryDirectory.make("release-test"), name);
            return new ReleaseService(
                    namespace.clusters,
                    journal,
                    namespace.rollouts,
                    gates,
                    question -> Optional.empty(),
                    Settings.of(Map.of(), Path.of("/nowhere"), Path.of("/")));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public ReleaseService user(String name) {
        return user(name, gate(subject -> GateAnswer.PASS));
    }

    public static Gatekeeper gate(Function<GateSubject, GateAnswer> answer) {
        return new Gatekeeper() {
            @Override
            public String kept(String typed) {
                return typed;
            }

            @Override
            public void requireVariables(List<GateSpec> gates) {}

            @Override
            public void check(List<GateSpec> gates, GateSubject subject, ProgressListener progress) {}

            @Override
            public GateResult ask(GateSpec gate, GateSubject subject, ProgressListener progress) {
                GateAnswer said = answer.apply(subject);
                return new GateResult(said, said == GateAnswer.PASS, gate.name(), "said so", List.of(), Map.of());
            }
        };
    }

    public ReleaseRequest.Builder release(String image) {
        return ReleaseRequest.of(DeployRequest.named("web").image(image).changeCause("a test"));
    }

    /** Of an image that is well long enough to be taken for good, and crashes then. */
    ReleaseRequest.Builder tiring() {
        return ReleaseRequest.of(DeployRequest.named("web")
                .image(SampleImages.tiring(20))
                .changeCause("a test")
                .settled(WaitRules.DEFAULT.restarts(0).stable(Duration.ofSeconds(2))));
    }

    /** Takes down the titles of the steps. */
    static ProgressListener steps(List<String> begun) {
        return event -> {
            if (event instanceof ProgressEvent.Started started) {
                begun.add(started.title());
            }
        };
    }

    public ReleaseLine line() {
        return ReleaseLine.of(dev.fairlead.kubernetes.ClusterScope.CURRENT, WEB);
    }

    /** Runs a release in a thread that is interrupted when the step of that number begins. */
    public void cancelledAt(int step, ReleaseService user, ReleaseRequest request) throws InterruptedException {
        AtomicBoolean cancelled = new AtomicBoolean();
        Thread worker = new Thread(() -> {
            Thread self = Thread.currentThread();
            try {
                user.deploy(request, event -> {
                    if (event instanceof ProgressEvent.Started started
                            && started.title().startsWith("step " + step + " of")) {
                        self.interrupt();
                    }
                });
            } catch (Cancelled e) {
                cancelled.set(true);
            }
        });
        worker.start();
        worker.join(TimeUnit.MINUTES.toMillis(2));
        if (!cancelled.get()) {
            throw new AssertionError("not cancelled at step " + step);
        }
    }

    /** What a process that is killed does not catch. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /**
     * Runs work that ends when the step of that number is done but not written down, as by {@code kill -9}: the lease is
     * not given up.
     *
     * @return whether it came so far
     */
    static boolean killedAfter(int step, Consumer<ProgressListener> work) {
        try {
            work.accept(event -> {
                if (event instanceof ProgressEvent.Finished finished
                        && finished.title().startsWith("step " + step + " of")) {
                    throw new Killed();
                }
            });
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    /** Of somebody who does not wait until the lease of a dead process runs out. */
    ReleaseLine takingOver() {
        return ReleaseLine.of(ClusterScope.CURRENT, WEB).takeOver(true);
    }

    /** A release that is killed after each of its steps and resumed each time; how many steps there were. */
    int killedAfterEachStep(ReleaseRequest request) {
        int step = 1;
        boolean killed = killedAfter(step, progress -> user("ann").deploy(request, progress));
        while (killed) {
            int next = ++step;
            killed = killedAfter(next, progress -> user("bob").resume(takingOver(), progress));
        }
        return step - 1;
    }

    /** A promotion makes a revision, and its abort another one. */
    static List<JsonNode> withoutRevision(List<JsonNode> objects) {
        for (JsonNode object : objects) {
            if (object.at("/metadata/annotations") instanceof ObjectNode annotations) {
                annotations.remove("deployment.kubernetes.io/revision");
            }
        }
        return objects;
    }

    JsonNode web() {
        return namespace.get("deployments", "web");
    }

    /** The images of the pods that the Service sends requests to, with how many there are of each. */
    public Map<String, Integer> served() {
        Map<String, Integer> served = new TreeMap<>();
        JsonNode endpoints =
                namespace.client().get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/endpoints/web"));
        Map<String, String> images = new HashMap<>();
        namespace
                .client()
                .get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/pods"))
                .path("items")
                .forEach(pod -> images.put(
                        pod.at("/metadata/name").asText(),
                        pod.at("/spec/containers/0/image").asText()));
        endpoints
                .at("/subsets")
                .forEach(subset -> subset.path("addresses").forEach(address -> {
                    // One that went since is in the endpoints no more either.
                    String image = images.get(address.at("/targetRef/name").asText());
                    if (image != null) {
                        served.merge(image.substring(image.lastIndexOf('-') + 1), 1, Integer::sum);
                    }
                }));
        return served;
    }

    /** The Deployments and Services of the namespace without what says only when they were last touched. */
    public List<JsonNode> objects() {
        List<JsonNode> objects = new ArrayList<>();
        for (String path : List.of("/apis/apps/v1/namespaces/%s/deployments", "/api/v1/namespaces/%s/services")) {
            namespace
                    .client()
                    .get(WrittenPath.of(path.formatted(namespace.name)))
                    .path("items")
                    .forEach(item -> {
                        ObjectNode object = item.deepCopy();
                        object.remove("status");
                        ObjectNode metadata = (ObjectNode) object.path("metadata");
                        metadata.remove(List.of("resourceVersion", "generation"));
                        metadata.path("managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
                        // A controller's own entry tells which of its conditions were ever written.
                        var entries = metadata.path("managedFields").elements();
                        while (entries.hasNext()) {
                            if (entries.next().path("manager").asText().equals("kube-controller-manager")) {
                                entries.remove();
                            }
                        }
                        objects.add(object);
                    });
        }
        return objects;
    }

    void patch(String yaml) {
        namespace.patch("deployments", "web", yaml);
    }

    public ClusterClient client() {
        return namespace.client();
    }

    public Path file(String name) {
        try {
            return TemporaryDirectory.make("plan").resolve(name);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        namespace.close();
    }
}
