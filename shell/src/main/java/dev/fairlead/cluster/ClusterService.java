package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.kubernetes.ObjectWrite;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.progress.Streamed;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What commands and scripts do with a cluster. Every failure that can be expected is an {@link OpsException}. */
public final class ClusterService {
    private final Clusters clusters;
    private final Journal journal;
    private final Confirmation confirmation;
    private final ManifestFiles manifests;

    /**
     * @param confirmation who is asked before namespaces, or what a selector finds, are deleted
     */
    public ClusterService(Clusters clusters, Journal journal, ManifestFiles manifests, Confirmation confirmation) {
        this.clusters = clusters;
        this.journal = journal;
        this.confirmation = confirmation;
        this.manifests = manifests;
    }

    /** From now on, whether changes are only checked by the servers and told; waits for changes then do not wait. */
    public void rehearse(boolean only) {
        clusters.rehearse(only);
    }

    /** What tells the cluster from every other, whatever its context is called. */
    public ClusterIdentity identity(ClusterScope scope) {
        ClusterClient cluster = clusters.open(scope);
        JsonNode system = cluster.get(ApiPath.namespace("kube-system"));
        return new ClusterIdentity(
                cluster.context(),
                cluster.server(),
                system.path("metadata").path("uid").asText());
    }

    /** From now on, tells of every write of an object; see {@link Clusters#listen}. */
    public void listen(@Nullable Consumer<ObjectWrite> hearing) {
        clusters.listen(hearing);
    }

    /** Whether the session's context has been asked anything. */
    public boolean isConnected() {
        return clusters.isConnected();
    }

    /** Whether changes are only tried, so that nothing is to be kept of them either. */
    boolean isRehearsing() {
        return clusters.isRehearsing();
    }

    /** The version of the API server. */
    public String version(ClusterScope scope) {
        return clusters.open(scope).get(ApiPath.VERSION).path("gitVersion").asText();
    }

    /** The contexts of the kubeconfig. */
    public List<KubeContext> contexts() {
        return clusters.contexts();
    }

    /** Changes what the session uses, and with {@code save} the kubeconfig too, in a dry run nothing else. */
    public ContextChange use(UseRequest request) {
        String name = request.context()
                .or(() -> clusters.current().map(KubeContext::name))
                .orElseThrow(() -> new OpsException(FailureKind.USAGE, "there is no current context; say which to use")
                        .hint("cluster contexts"));
        KubeContext now = clusters.use(name, request.namespace());
        if (!request.save() || isRehearsing()) {
            return new ContextChange(now, List.of());
        }
        List<Path> files = clusters.save();
        journal.record(ChangePlace.in(now.name(), now.namespace()), "use", now.name(), "saved in " + files.get(0));
        return new ContextChange(clusters.current().orElse(now), files);
    }

    /** The namespaces of the cluster. */
    public List<NamespaceSummary> namespaces(ClusterScope scope) {
        ClusterClient cluster = clusters.open(scope);
        List<NamespaceSummary> namespaces = new ArrayList<>();
        for (JsonNode item : cluster.get(ApiPath.of("v1", "", "namespaces")).path("items")) {
            JsonNode metadata = item.path("metadata");
            String name = metadata.path("name").asText();
            namespaces.add(new NamespaceSummary(
                    name,
                    item.path("status").path("phase").asText(),
                    Instant.parse(metadata.path("creationTimestamp").asText()),
                    name.equals(cluster.namespace())));
        }
        return namespaces;
    }

    /** The cluster in short: its server, nodes, and who we are there. */
    public ClusterState info(ClusterScope scope) {
        ClusterClient cluster = clusters.open(scope);
        String user = clusters.contexts().stream()
                .filter(context -> context.name().equals(cluster.context()))
                .map(KubeContext::user)
                .findFirst()
                .orElse("");
        return new ClusterStateReader(cluster, user).read();
    }

    /** Every kind that the server serves, in its preferred version. */
    public List<ResourceType> kinds(ClusterScope scope) {
        return clusters.open(scope).discovery().all();
    }

    /** Objects by the words of a line, e.g. {@code get("pods")} or {@code get("deployment/web")}. */
    public ObjectSet get(String... words) {
        return get(GetRequest.of(words), ProgressListener.SILENT);
    }

    /** Objects of any kind; that there are none is told to the listener. */
    public ObjectSet get(GetRequest request, ProgressListener progress) {
        return new ObjectReader(clusters.open(request.scope()), request, progress).read();
    }

    /** The objects of one kind, and then each change to them, until the thread is interrupted. */
    public Streamed<ObjectEvent> watch(GetRequest request, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        List<NamedObjects> targets = NamedObjects.of(request.words(), cluster.discovery());
        if (targets.size() != 1) {
            throw new OpsException(FailureKind.USAGE, "one kind at a time can be watched")
                    .hint("cluster get " + targets.get(0).type().plural() + " -w");
        }
        return new ObjectWatch(cluster, request, targets.get(0), progress);
    }

    /** The context in use; empty where there is none. */
    public Optional<KubeContext> current() {
        return clusters.current();
    }

    /** fabric8's client of the scope's context and namespace. Its exceptions are not translated. */
    public KubernetesClient client(ClusterScope scope) {
        return clusters.open(scope).client();
    }

    /** The pods of a namespace. */
    public List<PodSummary> pods(ClusterScope scope) {
        ObjectTable table = table("pods", scope);
        return table.rows().stream().map(row -> PodSummary.of(table, row)).toList();
    }

    /** The deployments of a namespace. */
    public List<DeploymentSummary> deployments(ClusterScope scope) {
        return table("deployments", scope).rows().stream()
                .map(DeploymentSummary::of)
                .toList();
    }

    /** Applies the manifests of files and directories. */
    public List<AppliedObject> apply(String... sources) {
        return apply(ApplyRequest.of(sources), ProgressListener.SILENT);
    }

    /**
     * Applies manifests on the server, as field manager {@code fairlead}.
     *
     * @throws PartialChange when an object fails; it holds what was done before
     */
    public List<AppliedObject> apply(ApplyRequest request, ProgressListener progress) {
        List<Manifest> objects = manifests.read(request.sources(), request.recursive());
        ApplyRequest asked = clusters.isRehearsing() ? request.asDryRun() : request;
        return new ManifestApply(clusters.open(request.scope()), asked, journal, progress).apply(objects);
    }

    /** Deletes objects by the words of a line and waits until they are gone. */
    public List<AppliedObject> delete(String... words) {
        return delete(DeleteRequest.of(words), ProgressListener.SILENT);
    }

    /**
     * Deletes objects.
     *
     * @throws PartialChange when an object fails or stays; it holds what was done
     */
    public List<AppliedObject> delete(DeleteRequest request, ProgressListener progress) {
        if (request.words().isEmpty() == request.sources().isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "say what to delete: KIND NAME, KIND/NAME, or -f FILE")
                    .hint("help cluster delete");
        }
        ClusterClient cluster = clusters.open(request.scope());
        DeleteRequest asked = clusters.isRehearsing() ? request.asDryRun() : request;
        ObjectDelete delete = new ObjectDelete(cluster, asked, journal, confirmation, progress);
        return request.sources().isEmpty()
                ? delete.delete(NamedObjects.of(request.words(), cluster.discovery()))
                : delete.deleteAll(manifests.read(request.sources(), request.recursive()));
    }

    /** The log of a pod, or of the pods of a workload. */
    public Streamed<LogLine> logs(LogsRequest request, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        return new PodLogs(cluster, request, new LogTargets(cluster, request, progress).sources(), progress);
    }

    /** The lines of a pod's log so far. */
    public List<String> logs(String target) {
        List<String> lines = new ArrayList<>();
        logs(LogsRequest.of(target), ProgressListener.SILENT).forEach(line -> lines.add(line.line()));
        return lines;
    }

    private ObjectTable table(String kind, ClusterScope scope) {
        return get(GetRequest.of(kind).in(scope), ProgressListener.SILENT)
                .tables()
                .get(0);
    }
}
