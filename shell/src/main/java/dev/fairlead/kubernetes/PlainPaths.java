package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses the requests of fabric8's client whose path a name has changed: it does not encode names, so that
 * {@code ../secrets/db} would reach a Secret, and {@code web#x} the object web. What a name leaves in place, a path of
 * the API's form with the API's own parameters, passes.
 */
final class PlainPaths implements Interceptor {
    static final String NAME = "plain paths";

    /** What requests for objects, their logs and their containers may ask (kubernetes.io, Kubernetes API reference). */
    private static final Set<String> PARAMETERS = Set.of(
            "allowWatchBookmarks",
            "command",
            "container",
            "continue",
            "dryRun",
            "fieldManager",
            "fieldSelector",
            "fieldValidation",
            "follow",
            "force",
            "gracePeriodSeconds",
            "ignoreStoreReadErrorWithClusterBreakingPotential",
            "insecureSkipTLSVerifyBackend",
            "labelSelector",
            "limit",
            "limitBytes",
            "orphanDependents",
            "ports",
            "pretty",
            "previous",
            "propagationPolicy",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "sinceSeconds",
            "sinceTime",
            "stderr",
            "stdin",
            "stdout",
            "stream",
            "tailLines",
            "timeout",
            "timeoutSeconds",
            "timestamps",
            "tty",
            "watch");

    /** The parts that objects of the API's own kinds have, and of custom ones. */
    private static final Set<String> PARTS = Set.of(
            "approval",
            "attach",
            "binding",
            "ephemeralcontainers",
            "eviction",
            "exec",
            "finalize",
            "log",
            "portforward",
            "proxy",
            "resize",
            "scale",
            "status",
            "token");

    private static final Set<String> API = Set.of("api", "apis");
    private static final Set<String> DOTS = Set.of(".", "..");
    private static final String NAMESPACES = "namespaces";

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!isPlain(request.uri())) {
            throw new OpsException(
                    FailureKind.USAGE,
                    request.method() + " " + request.uri()
                            + " is refused: a name or namespace in it does not stay one, and it would reach another object");
        }
    }

    /** Whether every name in it is one segment of its path. */
    static boolean isPlain(URI uri) {
        List<String> segments = List.of(uri.getRawPath().split("/", -1));
        int api = 0;
        while (api < segments.size() && !API.contains(segments.get(api))) {
            api++;
        }
        boolean core = api < segments.size() && segments.get(api).equals("api");
        List<String> rest = segments.subList(Math.min(segments.size(), api + (core ? 2 : 3)), segments.size());
        if (rest.size() > 2 && rest.get(0).equals(NAMESPACES) && !PARTS.contains(rest.get(2))) {
            if (!isName(rest.get(1))) {
                return false;
            }
            rest = rest.subList(2, rest.size());
        }
        boolean known =
                api < segments.size() && !hasOwnParts(core || api + 1 == segments.size() ? "" : segments.get(api + 1));
        boolean proxied = rest.size() > 2 && rest.get(2).equals("proxy");
        return uri.getRawFragment() == null
                && (proxied || rest.size() <= 3)
                && rest.stream().limit(3).allMatch(PlainPaths::isName)
                && segments.stream().noneMatch(DOTS::contains)
                && (!known || rest.size() < 3 || PARTS.contains(rest.get(2)))
                && (proxied || api == segments.size() || hasParameters(uri.getRawQuery()));
    }

    /** Metrics stand where parts do, and KubeVirt serves the parts of its objects as a group of its own. */
    private static boolean hasOwnParts(String group) {
        return group.endsWith("metrics.k8s.io") || group.startsWith("subresources.");
    }

    private static boolean isName(String segment) {
        return ApiPath.problem(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEmpty();
    }

    private static boolean hasParameters(@Nullable String query) {
        return query == null
                || Arrays.stream(query.split("&", -1))
                        .map(parameter -> parameter.split("=", 2)[0])
                        .allMatch(PARAMETERS::contains);
    }
}
