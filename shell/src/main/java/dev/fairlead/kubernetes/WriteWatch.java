package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whoever wants to hear it what each write changed; costs nothing while nobody does. */
final class WriteWatch {
    /** Of an object, of its collection, or of its scale; kubernetes.io, API concepts, Resource URIs. */
    private static final Pattern OBJECT = Pattern.compile(
            "/(?:api|apis/(?<group>[^/]+))/[^/]+(?:/namespaces/(?<namespace>[^/]+))?/(?<kind>[^/]+)(?:/(?<name>[^/]+)(?:/scale)?)?");

    /** Groups whose objects are questions and their answers, and kinds that tell of others or are locks. */
    private static final Pattern ASIDE =
            Pattern.compile("/apis/(?:authorization|authentication)\\.k8s\\.io/.*|.*/(?:events|leases)(?:/[^/]+)?");

    private volatile @Nullable Consumer<ObjectWrite> listener;

    /** @param hearing on the thread that writes; null for nobody */
    void listen(@Nullable Consumer<ObjectWrite> hearing) {
        listener = hearing;
    }

    /** Makes a request; what the listener asks beyond it never fails it. */
    JsonNode around(ClusterClient cluster, String method, ApiPath path, Supplier<JsonNode> request) {
        Consumer<ObjectWrite> hearing = listener;
        if (hearing == null || method.equals("GET")) {
            return request.get();
        }
        String bare = path.bare().toString();
        Matcher matcher = OBJECT.matcher(bare);
        boolean created = method.equals("POST");
        if (!matcher.matches() || ASIDE.matcher(bare).matches() || created == (matcher.group("name") != null)) {
            return request.get();
        }
        Optional<Optional<JsonNode>> before = created ? Optional.of(Optional.empty()) : known(cluster, path.bare());
        JsonNode answer = request.get();
        boolean checked = cluster.isRehearsing() || path.toString().contains("dryRun=");
        Optional<JsonNode> after = method.equals("DELETE") ? Optional.empty() : Optional.of(answer);
        before.ifPresent(was -> hearing.accept(new ObjectWrite(
                cluster.context(),
                Objects.requireNonNullElse(matcher.group("namespace"), ""),
                after.or(() -> was).map(WriteWatch::name).orElse(matcher.group("kind")),
                was,
                after,
                checked)));
        return answer;
    }

    private static String name(JsonNode object) {
        return object.path("kind").asText().toLowerCase(Locale.ROOT) + "/"
                + object.path("metadata").path("name").asText();
    }

    /** Empty where the user may not see it. */
    private static Optional<Optional<JsonNode>> known(ClusterClient cluster, ApiPath path) {
        try {
            return Optional.of(cluster.find(path));
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            return Optional.empty();
        }
    }
}
