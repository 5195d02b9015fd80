package dev.fairlead.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.ApplyRequest;
import dev.fairlead.cluster.ClusterIdentity;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.ClusterState;
import dev.fairlead.cluster.ContextChange;
import dev.fairlead.cluster.DeleteRequest;
import dev.fairlead.cluster.DeploymentSummary;
import dev.fairlead.cluster.GetRequest;
import dev.fairlead.cluster.LogLine;
import dev.fairlead.cluster.LogsRequest;
import dev.fairlead.cluster.NamespaceSummary;
import dev.fairlead.cluster.ObjectSet;
import dev.fairlead.cluster.PodSummary;
import dev.fairlead.cluster.UseRequest;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.progress.Streamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code cluster} in snippets: what the commands of that name do. Objects are named as on the line. */
public final class ClusterApi {
    private final ClusterService clusters;
    private final ProgressListener progress;

    ClusterApi(ClusterService clusters, ProgressListener progress) {
        this.clusters = clusters;
        this.progress = progress;
    }

    /** Every context of the kubeconfig. */
    public List<KubeContext> contexts() {
        return clusters.contexts();
    }

    /** Changes the session's context; no file is changed. */
    public ContextChange use(String context) {
        return clusters.use(new UseRequest(Optional.of(context), Optional.empty(), false));
    }

    /** Changes the session's context and namespace; no file is changed. */
    public ContextChange use(String context, String namespace) {
        return clusters.use(new UseRequest(Optional.of(context), Optional.of(namespace), false));
    }

    /** The UID of the cluster's namespace kube-system, which no renamed context changes. */
    public String uid() {
        return identity(ClusterScope.CURRENT).uid();
    }

    /** That the cluster has this UID: {@code require(cluster.uid("…"))}. */
    public Requirement uid(String wanted) {
        ClusterIdentity here = identity(ClusterScope.CURRENT);
        return new Requirement(
                here.uid().equals(wanted),
                "context " + here.context() + " leads to the cluster with UID " + here.uid() + ", not to " + wanted);
    }

    ClusterIdentity identity(ClusterScope scope) {
        return clusters.identity(scope);
    }

    public List<NamespaceSummary> namespaces() {
        return clusters.namespaces(ClusterScope.CURRENT);
    }

    /** The cluster in short: its server, nodes, and who we are there. */
    public ClusterState info() {
        return clusters.info(ClusterScope.CURRENT);
    }

    /** Objects by the words of a line, e.g. {@code get("pods")} or {@code get("deployment/web")}. */
    public ObjectSet get(String... words) {
        return get(GetRequest.of(words));
    }

    public ObjectSet get(GetRequest request) {
        return clusters.get(request, progress);
    }

    /** One object as the server has it, e.g. {@code object("deployment/web")}. */
    public JsonNode object(String name) {
        return get(name).document();
    }

    /** The pods of a namespace. */
    public List<PodSummary> pods(String namespace) {
        return clusters.pods(namespace);
    }

    /** The Deployments of a namespace. */
    public List<DeploymentSummary> deployments(String namespace) {
        return clusters.deployments(namespace);
    }

    /** Applies the manifests of files and directories on the server. */
    public List<AppliedObject> apply(String... sources) {
        return apply(ApplyRequest.of(sources));
    }

    public List<AppliedObject> apply(ApplyRequest request) {
        return clusters.apply(request, progress);
    }

    /** Deletes objects by the words of a line and waits until they are gone. */
    public List<AppliedObject> delete(String... words) {
        return delete(DeleteRequest.of(words));
    }

    public List<AppliedObject> delete(DeleteRequest request) {
        return clusters.delete(request, progress);
    }

    /** The lines of a pod's log, or of the pods of a workload, so far. */
    public List<String> logs(String target) {
        List<String> lines = new ArrayList<>();
        logs(LogsRequest.of(target)).forEach(line -> lines.add(line.line()));
        return lines;
    }

    public Streamed<LogLine> logs(LogsRequest request) {
        return clusters.logs(request, progress);
    }
}
