package dev.fairlead.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks the server what this user may do, several at once and each only once. What cannot be asked is taken for allowed:
 * the server says so itself when it is done.
 */
public final class AccessReview {
    private static final int AT_ONCE = 8;

    private final ClusterClient cluster;
    private final Map<Right, Future<Boolean>> asked = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    public AccessReview(ClusterClient cluster) {
        this.cluster = cluster;
        this.threads =
                new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "access review");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Begins to ask, and does not wait for the answers. */
    public void begin(Collection<Right> rights) {
        if (!cluster.isRehearsing()) {
            rights.forEach(right -> allowed(right.ofAny()));
        }
    }

    /**
     * Waits for the answers.
     *
     * @param doing what they are needed for, e.g. {@code deploy deployment/web}
     * @throws OpsException of kind DENIED that names each right which is missing
     */
    public void require(String doing, Collection<Right> rights) {
        begin(rights);
        Set<Right> missing = missing(rights);
        if (!missing.isEmpty()) {
            throw refusal(doing, missing);
        }
    }

    /** What is not allowed; nothing where the server only checks what is written anyhow. */
    public Set<Right> missing(Collection<Right> rights) {
        Set<Right> missing = new LinkedHashSet<>();
        if (cluster.isRehearsing()) {
            return missing;
        }
        List<Right> refused =
                rights.stream().filter(right -> !answer(allowed(right.ofAny()))).toList();
        // A role may be about the very objects.
        refused.forEach(this::allowed);
        refused.stream()
                .filter(right -> !answer(allowed(right)))
                .map(Right::ofAny)
                .forEach(missing::add);
        return missing;
    }

    /**
     * Reads what has to be known before the first write; where that is refused, the failure names all that is missing.
     *
     * @param rights what is needed as far as that is known before
     */
    public <T> T reading(String doing, Collection<Right> rights, Supplier<T> reads) {
        begin(rights);
        try {
            return reads.get();
        } catch (OpsException e) {
            if (e.kind() == FailureKind.DENIED) {
                require(doing, rights);
            }
            throw e;
        }
    }

    private OpsException refusal(String doing, Set<Right> missing) {
        Map<String, List<String>> byPlace = new LinkedHashMap<>();
        missing.forEach(right -> byPlace.computeIfAbsent(right.namespace(), place -> new ArrayList<>())
                .add(right.words()));
        String what = byPlace.entrySet().stream()
                .map(place -> String.join(", ", place.getValue())
                        + (place.getKey().isEmpty() ? " in the cluster" : " in namespace " + place.getKey()))
                .collect(Collectors.joining("; "));
        return new OpsException(
                        FailureKind.DENIED,
                        "context " + cluster.context() + ": cannot " + doing + ": this user may not " + what
                                + "; nothing was changed")
                .hint("!" + missing.iterator().next().line())
                .hint("cluster contexts");
    }

    private Future<Boolean> allowed(Right right) {
        return asked.computeIfAbsent(right, one -> threads.submit(() -> ask(one)));
    }

    private boolean ask(Right right) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        int slash = right.resource().indexOf('/');
        ObjectNode attributes = review.withObject("/spec/resourceAttributes")
                .put("verb", right.verb())
                .put("group", right.group())
                .put("resource", slash < 0 ? right.resource() : right.resource().substring(0, slash))
                .put("namespace", right.namespace());
        if (slash >= 0) {
            attributes.put("subresource", right.resource().substring(slash + 1));
        }
        if (!right.name().isEmpty()) {
            attributes.put("name", right.name());
        }
        JsonNode allowed = cluster.send(
                        "POST",
                        ApiPath.of("authorization.k8s.io/v1", "", "selfsubjectaccessreviews"),
                        ClusterClient.JSON,
                        review,
                        ClusterClient.JSON)
                .at("/status/allowed");
        return allowed.asBoolean(true);
    }

    private static boolean answer(Future<Boolean> review) {
        try {
            return review.get();
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while asking what this user may do; nothing was changed");
        }
    }
}
