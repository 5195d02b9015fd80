package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clusters that the kubeconfig names, and which of them this session uses. Changing the session's context changes
 * no file. Connections are made on first use and kept while the session lasts. Safe for several threads.
 */
public final class Clusters implements AutoCloseable {
    private final KubeConfigFiles files;
    private final Map<String, ClusterClient> open = new HashMap<>();
    private @Nullable Config config;
    private @Nullable String context;
    private @Nullable String namespace;

    /**
     * @param kubeconfig a file instead of {@code $KUBECONFIG}
     * @param context the session's first context instead of the kubeconfig's current one
     * @param namespace the session's first namespace instead of the context's
     */
    public Clusters(
            Settings settings, Optional<String> kubeconfig, Optional<String> context, Optional<String> namespace) {
        this.files = new KubeConfigFiles(settings, kubeconfig);
        this.context = context.orElse(null);
        this.namespace = namespace.orElse(null);
    }

    /** Every context, in the kubeconfig's order. */
    public synchronized List<KubeContext> contexts() {
        String current = currentName().orElse("");
        return config().getContexts().stream()
                .map(named -> shown(named, current))
                .toList();
    }

    /** The session's context; empty where the kubeconfig has none or there is no kubeconfig. */
    public synchronized Optional<KubeContext> current() {
        String current = currentName().orElse("");
        return contexts().stream().filter(c -> c.name().equals(current)).findFirst();
    }

    /** The files that make up the kubeconfig, whether or not they exist. */
    public List<Path> files() {
        return files.files();
    }

    /**
     * Changes the session's context and namespace, in no file.
     *
     * @throws OpsException of kind NOT_FOUND when there is no such context
     */
    public synchronized KubeContext use(String name, Optional<String> newNamespace) {
        require(name);
        context = name;
        namespace = newNamespace.orElse(null);
        return current().orElseThrow();
    }

    /**
     * The client for a scope, connected at its first request.
     *
     * @throws OpsException of kind NOT_FOUND when there is no kubeconfig or no such context
     */
    public synchronized ClusterClient open(ClusterScope scope) {
        String name = scope.context().or(this::currentName).orElseThrow(this::noContext);
        NamedContext named = require(name);
        boolean session = name.equals(currentName().orElse(""));
        String inNamespace = scope.namespace()
                .or(() -> session ? Optional.ofNullable(namespace) : Optional.empty())
                .or(() -> Optional.ofNullable(named.getContext().getNamespace()))
                .filter(n -> !n.isBlank())
                .orElse("default");
        return open.computeIfAbsent(name + "\n" + inNamespace, key -> connect(name, inNamespace));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(ClusterClient::close);
        open.clear();
    }

    private ClusterClient connect(String name, String inNamespace) {
        Config one = Serialization.clone(config());
        one.setCurrentContext(name);
        return new ClusterClient(name, inNamespace, ClientSettings.of(Serialization.asYaml(one), name, inNamespace));
    }

    private NamedContext require(String name) {
        return config().getContexts().stream()
                .filter(c -> c.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> noSuchContext(name));
    }

    private OpsException noSuchContext(String name) {
        List<String> names =
                config().getContexts().stream().map(NamedContext::getName).toList();
        if (names.isEmpty()) {
            return noContext();
        }
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        "no context is called \"" + name + "\"; there are: " + String.join(", ", names))
                .hint("cluster contexts");
    }

    private OpsException noContext() {
        if (!config().getContexts().isEmpty()) {
            return new OpsException(FailureKind.NOT_FOUND, "the kubeconfig has no current context")
                    .hint("cluster use " + config().getContexts().get(0).getName());
        }
        List<Path> looked = files.files();
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        "no cluster: no kubeconfig at "
                                + String.join(
                                        ", ",
                                        looked.stream().map(Path::toString).toList()))
                .hint("export KUBECONFIG=/path/to/kubeconfig");
    }

    private Optional<String> currentName() {
        return Optional.ofNullable(context)
                .or(() -> Optional.ofNullable(config().getCurrentContext()))
                .filter(name -> !name.isBlank());
    }

    private KubeContext shown(NamedContext named, String current) {
        Context c = named.getContext();
        boolean isCurrent = named.getName().equals(current);
        String inNamespace = isCurrent && namespace != null ? namespace : orEmpty(c.getNamespace());
        String server = config().getClusters().stream()
                .filter(cluster -> cluster.getName().equals(c.getCluster()))
                .map(NamedCluster::getCluster)
                .map(cluster -> orEmpty(cluster.getServer()))
                .findFirst()
                .orElse("");
        return new KubeContext(
                named.getName(),
                orEmpty(c.getCluster()),
                orEmpty(c.getUser()),
                inNamespace.isEmpty() ? "default" : inNamespace,
                server,
                isCurrent);
    }

    private synchronized Config config() {
        Config known = config;
        if (known == null) {
            known = files.merged();
            config = known;
        }
        return known;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
