package dev.fairlead.rollout.watch;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.judge.TemplateFields;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Keeps workloads and everything that belongs to them in memory while the cluster changes them. */
public final class WorkloadWatch implements AutoCloseable {
    private final ClusterClient cluster;
    private final Duration skew;
    private final Set<ApiPath> paths = new HashSet<>();
    private final List<Reflector<?>> feeds = new ArrayList<>();
    private final ChangedKeys changed = new ChangedKeys();
    private final List<Reflector<? extends HasMetadata>> workloads = new ArrayList<>();
    private final List<Reflector<ReplicaSet>> replicaSets = new ArrayList<>();
    private final List<Reflector<ControllerRevision>> revisions = new ArrayList<>();
    private final List<Reflector<Pod>> pods = new ArrayList<>();
    private final List<Reflector<Event>> events = new ArrayList<>();

    private WorkloadWatch(ClusterClient cluster) {
        this.cluster = cluster;
        this.skew = cluster.clockSkew();
    }

    /** Watches one workload; the first lists are in when this returns. */
    public static WorkloadWatch of(ClusterClient cluster, WorkloadRef ref, HasMetadata workload) {
        WorkloadWatch watch = new WorkloadWatch(cluster);
        String namespace =
                Optional.ofNullable(workload.getMetadata().getNamespace()).orElse("");
        if (ref.runsPods()) {
            watch.addRunning(workload, namespace);
        } else {
            watch.addAny(ref, namespace, source -> source.named(ref.name()));
        }
        if (!namespace.isEmpty()) {
            watch.add(watch.events, ListWatch.of(cluster, Event.class, namespace));
        }
        return watch.started();
    }

    private void addRunning(HasMetadata workload, String namespace) {
        String name = workload.getMetadata().getName();
        Optional<LabelSelector> selector = TemplateFields.selector(workload);
        add(workloads, ListWatch.of(cluster, workload.getClass(), namespace).named(name));
        if (workload instanceof Deployment) {
            add(replicaSets, ListWatch.of(cluster, ReplicaSet.class, namespace).selected(selector));
        } else if (workload instanceof StatefulSet || workload instanceof DaemonSet) {
            add(
                    revisions,
                    ListWatch.of(cluster, ControllerRevision.class, namespace).selected(selector));
        }
        ListWatch<Pod> ofNamespace = ListWatch.of(cluster, Pod.class, namespace);
        add(pods, selector.isPresent() ? ofNamespace.selected(selector) : ofNamespace.named(name));
    }

    /** A kind of the whole cluster is watched once, in whatever namespaces it is asked for. */
    private void addAny(
            WorkloadRef ref, String namespace, UnaryOperator<ListWatch<GenericKubernetesResource>> narrowed) {
        ListWatch<GenericKubernetesResource> source =
                narrowed.apply(new ObjectStatusReader(cluster).source(ref, namespace));
        if (paths.add(source.path())) {
            add(workloads, source);
        }
    }

    /**
     * Watches all workloads of the kinds of these.
     *
     * @param namespaces an empty one stands for all
     */
    public static WorkloadWatch all(
            ClusterClient cluster, Collection<String> namespaces, Collection<WorkloadRef> refs) {
        WorkloadWatch watch = new WorkloadWatch(cluster);
        Set<Class<? extends HasMetadata>> kinds = new LinkedHashSet<>();
        refs.stream().filter(WorkloadRef::runsPods).forEach(ref -> kinds.add(WorkloadReader.type(ref)));
        for (String namespace : namespaces) {
            refs.stream()
                    .filter(ref -> !ref.runsPods())
                    .forEach(ref -> watch.addAny(ref, namespace, UnaryOperator.identity()));
            kinds.forEach(kind -> watch.add(watch.workloads, ListWatch.of(cluster, kind, namespace)));
            if (!kinds.isEmpty()) {
                watch.add(watch.replicaSets, ListWatch.of(cluster, ReplicaSet.class, namespace));
                watch.add(watch.revisions, ListWatch.of(cluster, ControllerRevision.class, namespace));
                watch.add(watch.pods, ListWatch.of(cluster, Pod.class, namespace));
            }
            watch.add(watch.events, ListWatch.of(cluster, Event.class, namespace));
        }
        return watch.started();
    }

    /** What is known now. */
    ObjectStore stock() {
        return stock(Reflector::items, events);
    }

    /**
     * What the server says when it is asked now.
     *
     * @throws OpsException when it refuses or does not answer
     */
    ObjectStore fresh() {
        return stock(
                Reflector::fresh, events.stream().filter(Reflector::isListed).toList());
    }

    /** Why what is known may be old; empty while every watch is connected. */
    public Optional<OpsException> trouble() {
        return feeds.stream()
                .filter(reflector -> !events.contains(reflector))
                .flatMap(reflector -> reflector.trouble().stream())
                .findFirst();
    }

    /**
     * Waits for a change and for those that come with it.
     *
     * @param most the longest wait for the first
     * @param gulp how long after the first
     */
    public ChangedKeys.Gulp awaitChange(Duration most, Duration gulp) {
        return changed.take(most, gulp);
    }

    @Override
    public void close() {
        feeds.forEach(Reflector::close);
    }

    private WorkloadWatch started() {
        feeds.forEach(Reflector::start);
        try {
            for (Reflector<?> reflector : feeds) {
                await(reflector);
            }
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Events tell more, yet a user who may not read them still gets the status. */
    private void await(Reflector<?> reflector) {
        try {
            reflector.await();
        } catch (OpsException e) {
            if (!events.contains(reflector) || e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
        }
    }

    private <T> void add(List<? super Reflector<T>> to, ListWatch<T> source) {
        Reflector<T> reflector = new Reflector<>(cluster, source, changed);
        feeds.add(reflector);
        to.add(reflector);
    }

    private ObjectStore stock(Reading reading, List<Reflector<Event>> told) {
        ObjectStatusReader any = new ObjectStatusReader(cluster);
        return new ObjectStore(
                any::kind,
                any::keepsStatus,
                list(workloads, reading),
                list(replicaSets, reading),
                list(revisions, reading),
                list(pods, reading),
                list(told, reading),
                Instant.now().plus(skew));
    }

    private static <T> List<T> list(List<? extends Reflector<? extends T>> feeds, Reading reading) {
        List<T> all = new ArrayList<>();
        feeds.forEach(feed -> all.addAll(reading.of(feed)));
        return all;
    }

    /** How a feed is asked for its objects. */
    @FunctionalInterface
    private interface Reading {
        <T> List<T> of(Reflector<T> reflector);
    }
}
