package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clusters that the kubeconfig names, and which of them this session uses. Changing the session's context changes
 * no file. Connections are made on first use and kept while the session lasts. Safe for several threads.
 */
public final class Clusters implements AutoCloseable {
    private final Settings settings;
    private final Map<String, ClusterConnection> open = new HashMap<>();
    private KubeConfigFiles files;
    private @Nullable Supplier<Path> sandbox;
    private @Nullable Outside outside;
    private @Nullable ObjectNode config;
    private @Nullable String context;
    private @Nullable String namespace;
    private volatile boolean rehearsing;
    private final WriteWatch writes = new WriteWatch();
    private final Set<String> told = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    /** Where the session was when it went into a sandbox. */
    private record Outside(
            KubeConfigFiles files,
            @Nullable String context,
            @Nullable String namespace) {}

    /**
     * @param kubeconfig a file instead of {@code $KUBECONFIG}
     * @param context the session's first context instead of the kubeconfig's current one
     * @param namespace the session's first namespace instead of the context's
     */
    public Clusters(
            Settings settings, Optional<String> kubeconfig, Optional<String> context, Optional<String> namespace) {
        this.settings = settings;
        this.files = new KubeConfigFiles(settings, kubeconfig);
        this.context = context.orElse(null);
        this.namespace = given(namespace);
    }

    /** Every context, in the kubeconfig's order. */
    public synchronized List<KubeContext> contexts() {
        String current = currentName().orElse("");
        List<KubeContext> contexts = new ArrayList<>();
        config().path("contexts").forEach(named -> contexts.add(shown(named, current)));
        return contexts;
    }

    /** The session's context; empty where the kubeconfig has none or there is no kubeconfig. */
    public synchronized Optional<KubeContext> current() {
        String current = currentName().orElse("");
        return contexts().stream().filter(c -> c.name().equals(current)).findFirst();
    }

    /** What is to be said of the kubeconfig; each once. */
    public synchronized List<String> warnings() {
        List<String> now = List.copyOf(warnings);
        warnings.clear();
        return now;
    }

    /** The files that make up the kubeconfig, whether or not they exist. */
    public synchronized List<Path> files() {
        settle();
        return files.files();
    }

    /**
     * From now on there are only the contexts of a sandbox; connections to others are closed.
     *
     * @param kubeconfig gives the sandbox's, and starts it where it does not run; called when a context is first needed
     * @param first the session's first namespace there instead of the context's
     */
    public synchronized void enter(Supplier<Path> kubeconfig, Optional<String> first) {
        if (outside == null) {
            outside = new Outside(files, context, namespace);
            sandbox = kubeconfig;
            context = null;
            namespace = given(first);
            forget();
        }
    }

    /** Back to the contexts and the namespace from before {@link #enter}. */
    public synchronized void leave() {
        Outside before = outside;
        if (before != null) {
            outside = null;
            sandbox = null;
            files = before.files();
            context = before.context();
            namespace = before.namespace();
            forget();
        }
    }

    /** Whether the session is in a sandbox. */
    public synchronized boolean isInSandbox() {
        return outside != null;
    }

    /** An empty namespace is none, as kubectl has it. */
    private static @Nullable String given(Optional<String> namespace) {
        return namespace.filter(name -> !name.isEmpty()).orElse(null);
    }

    private void forget() {
        close();
        config = null;
    }

    private void settle() {
        Supplier<Path> starting = sandbox;
        if (starting != null) {
            files = new KubeConfigFiles(settings, Optional.of(starting.get().toString()));
            sandbox = null;
        }
    }

    /**
     * Changes the session's context and namespace, in no file.
     *
     * @throws OpsException of kind NOT_FOUND when there is no such context
     */
    public synchronized KubeContext use(String name, Optional<String> newNamespace) {
        require(name);
        String chosen = given(newNamespace);
        if (chosen != null) {
            ApiPath.checkNamespace(chosen);
        }
        context = name;
        namespace = chosen;
        return current().orElseThrow();
    }

    /**
     * Makes the session's context and namespace those that the kubeconfig names for later sessions too. Each file is
     * replaced in one step and keeps its comments.
     *
     * @return the files that were written
     */
    public synchronized List<Path> save() {
        KubeContext current = current().orElseThrow(this::noContext);
        Path file = files.currentContextFile();
        KubeConfigEdit.rewrite(file, text -> KubeConfigEdit.currentContext(text, current.name()));
        List<Path> written = new ArrayList<>(List.of(file));
        String wanted = namespace;
        if (wanted != null) {
            Path holder = files.contextFile(current.name()).orElseThrow(() -> noSuchContext(current.name()));
            KubeConfigEdit.rewrite(holder, text -> KubeConfigEdit.namespace(text, current.name(), wanted));
            if (!written.contains(holder)) {
                written.add(holder);
            }
        }
        config = null;
        return written;
    }

    /**
     * The client for a scope, connected at its first request.
     *
     * @throws OpsException of kind NOT_FOUND when there is no kubeconfig or no such context
     */
    public synchronized ClusterClient open(ClusterScope scope) {
        String name = scope.context().or(this::currentName).orElseThrow(this::noContext);
        JsonNode named = require(name);
        boolean session = name.equals(currentName().orElse(""));
        String inNamespace = Optional.ofNullable(given(scope.namespace()))
                .or(() -> session ? Optional.ofNullable(namespace) : Optional.empty())
                .or(() -> Optional.of(named.path("context").path("namespace").asText("")))
                .filter(n -> !n.isEmpty())
                .orElse("default");
        ApiPath.checkNamespace(inNamespace);
        return new ClusterClient(open.computeIfAbsent(name, this::connection), inNamespace);
    }

    /** From now on, whether every server only checks what is written to it, whoever writes. */
    public void rehearse(boolean only) {
        rehearsing = only;
    }

    public boolean isRehearsing() {
        return rehearsing;
    }

    /**
     * From now on, tells of every write of an object that a service makes, on the thread that makes it; each costs a
     * further request then.
     *
     * @param hearing null for nobody
     */
    public void listen(@Nullable Consumer<ObjectWrite> hearing) {
        writes.listen(hearing);
    }

    /** Whether the session's context has been asked anything. */
    public synchronized boolean isConnected() {
        return currentName().map(open::get).map(ClusterConnection::isMade).orElse(false);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(ClusterConnection::close);
        open.clear();
    }

    private ClusterConnection connection(String name) {
        ObjectNode one = config().deepCopy().put("current-context", name);
        return new ClusterConnection(name, () -> ClusterAccess.of(one, name, settings), () -> rehearsing, writes);
    }

    private JsonNode require(String name) {
        return KubeConfigFiles.named(config().path("contexts"), name).orElseThrow(() -> noSuchContext(name));
    }

    private OpsException noSuchContext(String name) {
        List<String> names = contextNames();
        if (names.isEmpty()) {
            return noContext();
        }
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        "no context is called \"" + name + "\"; there are: " + String.join(", ", names))
                .hint("cluster contexts");
    }

    private OpsException noContext() {
        List<String> names = contextNames();
        if (!names.isEmpty()) {
            return new OpsException(FailureKind.NOT_FOUND, "the kubeconfig has no current context")
                    .hint("cluster use " + names.get(0));
        }
        List<String> looked = files.files().stream().map(Path::toString).toList();
        boolean exists = files.files().stream().anyMatch(Files::exists);
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        exists
                                ? "no cluster: the kubeconfig " + String.join(", ", looked) + " has no contexts"
                                : "no cluster: no kubeconfig at " + String.join(", ", looked))
                .hint("export KUBECONFIG=/path/to/kubeconfig");
    }

    private List<String> contextNames() {
        List<String> names = new ArrayList<>();
        config().path("contexts")
                .forEach(context -> names.add(context.path("name").asText()));
        return names;
    }

    private Optional<String> currentName() {
        return Optional.ofNullable(context)
                .or(() -> Optional.of(config().path("current-context").asText("")))
                .filter(name -> !name.isBlank());
    }

    private KubeContext shown(JsonNode named, String current) {
        JsonNode c = named.path("context");
        String name = named.path("name").asText();
        boolean isCurrent = name.equals(current);
        String inNamespace =
                isCurrent && namespace != null ? namespace : c.path("namespace").asText("");
        String cluster = c.path("cluster").asText("");
        String server = KubeConfigFiles.named(config().path("clusters"), cluster)
                .map(found -> found.path("cluster").path("server").asText(""))
                .orElse("");
        return new KubeContext(
                name,
                cluster,
                c.path("user").asText(""),
                inNamespace.isEmpty() ? "default" : inNamespace,
                server,
                isCurrent);
    }

    private ObjectNode config() {
        ObjectNode known = config;
        if (known == null) {
            settle();
            known = files.merged();
            files.exposed().stream().filter(told::add).forEach(warnings::add);
            config = known;
        }
        return known;
    }
}
