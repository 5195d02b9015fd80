package dev.fairlead.script.api;

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
import dev.fairlead.cluster.ObjectEvent;
import dev.fairlead.cluster.ObjectSet;
import dev.fairlead.cluster.PodSummary;
import dev.fairlead.cluster.UseRequest;
import dev.fairlead.failure.Conflict;
import dev.fairlead.failure.Denied;
import dev.fairlead.failure.Invalid;
import dev.fairlead.failure.NotFound;
import dev.fairlead.failure.TimedOut;
import dev.fairlead.failure.Unreachable;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.progress.Streamed;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code cluster} in snippets: what the commands of that name do, in the session's context and namespace or in those of
 * {@link #in} and {@link #inContext}. Objects are named as on the line. What is not there is a {@link NotFound}, a right
 * that is missing a {@link Denied}, a server that does not answer an {@link Unreachable}, a manifest that the server
 * refuses an {@link Invalid}.
 *
 * <pre>{@code
 * try {
 *     println(cluster.in("shop").object("configmap/features").at("/data/beta").asText("off"));
 * } catch (NotFound none) {
 *     println("off");
 * }
 * }</pre>
 */
public final class ClusterApi {
    private final ClusterService clusters;
    private final ProgressListener progress;
    private final ClusterScope scope;

    ClusterApi(ClusterService clusters, ProgressListener progress, ClusterScope scope) {
        this.clusters = clusters;
        this.progress = progress;
        this.scope = scope;
    }

    /** The same in a namespace. */
    @Rbac
    public ClusterApi in(String namespace) {
        return new ClusterApi(clusters, progress, scope.inNamespace(namespace));
    }

    /** The same in another context, in that context's own namespace unless {@link #in} said one. */
    @Rbac
    public ClusterApi inContext(String context) {
        return new ClusterApi(clusters, progress, scope.inContext(context));
    }

    /**
     * fabric8's client of this context and namespace, for what the commands do not do. It is the one that they use: what
     * it sends is sent as the same user. Its exceptions are its own ({@code KubernetesClientException}). The session
     * closes it; a script does not.
     *
     * <pre>{@code
     * import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
     * var marker = new ConfigMapBuilder().withNewMetadata().withName("deployed-by").endMetadata()
     *         .addToData("script", "nightly").build();
     * cluster.client().configMaps().resource(marker).serverSideApply();
     * }</pre>
     */
    @Rbac(on = Subject.UNKNOWN)
    public KubernetesClient client() {
        return TypedFailures.call(() -> clusters.client(scope));
    }

    /** Every context of the kubeconfig. */
    public List<KubeContext> contexts() {
        return TypedFailures.call(clusters::contexts);
    }

    /** The context and namespace that the session uses; empty where there is none. */
    @Rbac
    public Optional<KubeContext> current() {
        return TypedFailures.call(clusters::current);
    }

    /** Changes the session's context, and its namespace to that context's own; no file is changed. */
    public ContextChange use(String context) {
        return use(new UseRequest(Optional.of(context), Optional.empty(), false));
    }

    /** Changes the session's context and namespace; no file is changed. */
    public ContextChange use(String context, String namespace) {
        return use(new UseRequest(Optional.of(context), Optional.of(namespace), false));
    }

    /** The UID of the cluster's namespace kube-system, which no renamed context changes. */
    @Rbac(on = Subject.IDENTITY, resources = "namespaces", operations = Operation.READ)
    public String uid() {
        return identity(ClusterScope.CURRENT).uid();
    }

    /** That the cluster has this UID: {@code require(cluster.uid("…"))}. */
    public ScriptRequirement uid(String wanted) {
        ClusterIdentity here = identity(ClusterScope.CURRENT);
        return new ScriptRequirement(
                here.uid().equals(wanted),
                "context " + here.context() + " leads to the cluster with UID " + here.uid() + ", not to " + wanted);
    }

    ClusterIdentity identity(ClusterScope scope) {
        return clusters.identity(scope);
    }

    /** Changes the session's context and namespace, and with {@code save} the kubeconfig. */
    public ContextChange use(UseRequest request) {
        return TypedFailures.call(() -> clusters.use(request));
    }

    /** The namespaces of the cluster, the one in use marked. */
    @Rbac(on = Subject.CLUSTER, resources = "namespaces", operations = Operation.LIST)
    public List<NamespaceSummary> namespaces() {
        return TypedFailures.call(() -> clusters.namespaces(scope));
    }

    /** The cluster in short: its server, nodes, and who we are there. */
    public ClusterState info() {
        return TypedFailures.call(() -> clusters.info(scope));
    }

    /** Every kind that the server serves, custom ones too. */
    public List<ResourceType> kinds() {
        return TypedFailures.call(() -> clusters.kinds(scope));
    }

    /** Objects by the words of a line, e.g. {@code get("pods")}, {@code get("deployment/web")}. */
    public ObjectSet get(String... words) {
        return get(GetRequest.of(words).in(scope));
    }

    /** As {@link #get(String...)}, e.g. {@code get("pods", request -> request.labels("app=web").allNamespaces(true))}. */
    public ObjectSet get(String word, UnaryOperator<GetRequest> more) {
        return get(more.apply(GetRequest.of(word).in(scope)));
    }

    /** Objects as the request says; in this context and namespace as far as it leaves them open. */
    public ObjectSet get(GetRequest request) {
        return TypedFailures.call(() -> clusters.get(request.in(request.scope().within(scope)), progress));
    }

    /** The objects of one kind and then each change to them, until the thread is interrupted or the taker throws. */
    @Rbac(
            on = Subject.KIND,
            operations = {Operation.READ, Operation.LIST, Operation.WATCH})
    public Streamed<ObjectEvent> watch(String word, UnaryOperator<GetRequest> more) {
        return TypedFailures.stream(
                () -> clusters.watch(more.apply(GetRequest.of(word).in(scope)), progress));
    }

    /** One object as the server has it, e.g. {@code object("deployment/web")}. */
    @Rbac(
            on = Subject.KIND,
            operations = {Operation.READ, Operation.LIST})
    @Rbac(on = Subject.OBJECT, operations = Operation.READ)
    public JsonNode object(String name) {
        return get(name).document();
    }

    /** The pods of the namespace. */
    @Rbac(resources = "pods", operations = Operation.LIST)
    public List<PodSummary> pods() {
        return TypedFailures.call(() -> clusters.pods(scope));
    }

    /** The pods of a namespace. */
    public List<PodSummary> pods(String namespace) {
        return in(namespace).pods();
    }

    /** The Deployments of the namespace. */
    @Rbac(resources = "deployments.apps", operations = Operation.LIST)
    public List<DeploymentSummary> deployments() {
        return TypedFailures.call(() -> clusters.deployments(scope));
    }

    /** The Deployments of a namespace. */
    public List<DeploymentSummary> deployments(String namespace) {
        return in(namespace).deployments();
    }

    /**
     * Applies the manifests of files and directories on the server, one by one; {@code rollout.apply} orders and follows
     * them.
     *
     * @throws Conflict when somebody else owns a field; {@link Conflict#result()} has what was done before
     * @throws Invalid when the server refuses one
     */
    public List<AppliedObject> apply(String... sources) {
        return apply(ApplyRequest.of(sources).in(scope));
    }

    /** As {@link #apply(String...)}, e.g. {@code apply("web.yaml", request -> request.dryRun(true))}. */
    public List<AppliedObject> apply(String source, UnaryOperator<ApplyRequest> more) {
        return apply(more.apply(ApplyRequest.of(source).in(scope)));
    }

    /** Applies as the request says; in this context and namespace as far as it leaves them open. */
    public List<AppliedObject> apply(ApplyRequest request) {
        return TypedFailures.call(
                () -> clusters.apply(request.in(request.scope().within(scope)), progress));
    }

    /**
     * Deletes objects by the words of a line and waits until they are gone, at most two minutes. Namespaces, and whatever
     * a selector finds, want {@code agreed(true)}: a script has nobody to ask.
     *
     * @throws TimedOut when one stays; its message says what holds it
     */
    public List<AppliedObject> delete(String... words) {
        return delete(DeleteRequest.of(words).in(scope));
    }

    /** As {@link #delete(String...)}, e.g. {@code delete("pods", request -> request.labels("app=old").agreed(true))}. */
    public List<AppliedObject> delete(String word, UnaryOperator<DeleteRequest> more) {
        return delete(more.apply(DeleteRequest.of(word).in(scope)));
    }

    /** Deletes as the request says; in this context and namespace as far as it leaves them open. */
    public List<AppliedObject> delete(DeleteRequest request) {
        return TypedFailures.call(
                () -> clusters.delete(request.in(request.scope().within(scope)), progress));
    }

    /** The lines of a pod's log, or of the pods of a workload, so far. */
    public List<String> logs(String target) {
        List<String> lines = new ArrayList<>();
        logs(target, request -> request).forEach(line -> lines.add(line.line()));
        return lines;
    }

    /** As {@link #logs(String)}, line by line, e.g. {@code logs("deployment/web", request -> request.tail(20))}. */
    public Streamed<LogLine> logs(String target, UnaryOperator<LogsRequest> more) {
        return logs(more.apply(LogsRequest.of(target).in(scope)));
    }

    /** The lines as the request says; in this context and namespace as far as it leaves them open. */
    public Streamed<LogLine> logs(LogsRequest request) {
        return TypedFailures.stream(
                () -> clusters.logs(request.in(request.scope().within(scope)), progress));
    }
}
