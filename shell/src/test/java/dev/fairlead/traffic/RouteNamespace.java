package dev.fairlead.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.RealParts;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A namespace with a name of its own in which routes are tried out; closing empties and deletes it. */
final class RouteNamespace implements AutoCloseable {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    final String name =
            "fairlead-traffic-" + Integer.toString(ThreadLocalRandom.current().nextInt(46_656, 1_679_616), 36);
    final List<String> warned = new ArrayList<>();
    private final Clusters clusters;
    private final List<ApiPath> made = new ArrayList<>();

    RouteNamespace() {
        Path home = Path.of(System.getProperty("java.io.tmpdir"));
        clusters = new Clusters(
                Settings.of(RealParts.environment(), home, home),
                Optional.empty(),
                Optional.empty(),
                Optional.of(name));
        ObjectNode namespace = Yaml.read("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
        client().send("POST", WrittenPath.of("/api/v1/namespaces"), ClusterClient.JSON, namespace, ClusterClient.JSON);
    }

    ClusterClient client() {
        return clusters.open(ClusterScope.CURRENT);
    }

    /** Another session, as a later process has one. */
    Traffic traffic() {
        return new Traffic(client(), event -> {
            if (event instanceof ProgressEvent.Warning warning) {
                warned.add(warning.text());
            }
        });
    }

    Routes find(RouteChoice route, String... matches) {
        return find("web", route, matches);
    }

    /** As it is after a release wrote it down and another process read it. */
    Routes find(String service, RouteChoice route, String... matches) {
        return findFor("deployment/web", service, route, matches);
    }

    /** For the release of that workload. */
    Routes findFor(String owner, String service, RouteChoice route, String... matches) {
        TrafficRequest request = new TrafficRequest(
                owner,
                service,
                Map.of("app", "web", "tier", "front", "version", "v1"),
                route,
                List.of(matches).stream().map(RequestMatch::parse).toList());
        try {
            Routes found = traffic().find(request);
            Routes read = JSON.readValue(JSON.writeValueAsString(found), Routes.class);
            if (!read.equals(found)) {
                throw new AssertionError("read " + read + "\nwrote " + found);
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Defines the kinds that are missing, and waits until they are served. */
    void define(String resource) {
        try (InputStream in = Objects.requireNonNull(RouteNamespace.class.getResourceAsStream(resource))) {
            for (JsonNode definition :
                    YAML.readerFor(JsonNode.class).<JsonNode>readValues(in).readAll()) {
                String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
                // Other tests define the same kinds at the same time.
                client().send(
                                "PATCH",
                                WrittenPath.of(path)
                                        .object(JsonPieces.name(definition))
                                        .with("fieldManager", "fairlead-tests"),
                                ClusterClient.JSON,
                                definition,
                                ClusterClient.APPLY);
                String version = definition.at("/spec/versions/0/name").asText();
                String served = "/apis/" + definition.at("/spec/group").asText() + "/" + version + "/"
                        + definition.at("/spec/names/plural").asText();
                for (int tried = 0; !exists(WrittenPath.of(served)); tried++) {
                    if (tried == 100) {
                        throw new AssertionError(served + " is not served");
                    }
                    java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client().discovery().refresh();
    }

    /** Creates an object as somebody else would. */
    JsonNode create(String yaml) {
        JsonNode manifest = Yaml.read(yaml);
        ApiPath path = type(manifest).path(name);
        made.add(path.object(JsonPieces.name(manifest)));
        return client().send("POST", path, ClusterClient.JSON, manifest, ClusterClient.JSON);
    }

    /** Server-side apply, as a tool of that name. */
    JsonNode apply(String manager, String yaml) {
        JsonNode manifest = Yaml.read(yaml);
        ApiPath path = type(manifest).path(name, JsonPieces.name(manifest));
        made.add(path);
        return client().send(
                        "PATCH", path.with("fieldManager", manager), ClusterClient.JSON, manifest, ClusterClient.APPLY);
    }

    JsonNode get(String kind, String object) {
        return client().get(path(kind, object));
    }

    boolean has(String kind, String object) {
        return exists(path(kind, object));
    }

    void patch(String kind, String object, String yaml) {
        client().send("PATCH", path(kind, object), ClusterClient.JSON, read(yaml), ClusterClient.JSON_PATCH);
    }

    void delete(String kind, String object) {
        client().send("DELETE", path(kind, object), ClusterClient.JSON, null, ClusterClient.JSON);
    }

    private ApiPath path(String kind, String object) {
        return client().discovery().find(kind).path(name, object);
    }

    private ResourceType type(JsonNode manifest) {
        return client().discovery()
                .find(
                        manifest.path("apiVersion").asText(),
                        manifest.path("kind").asText());
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean exists(ApiPath path) {
        try {
            client().get(path);
            return true;
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** There may be no controller that would empty the namespace. */
    @Override
    public void close() {
        for (ApiPath path : made) {
            if (exists(path)) {
                client().send("DELETE", path, ClusterClient.JSON, null, ClusterClient.JSON);
            }
        }
        client().send("DELETE", ApiPath.namespace(name), ClusterClient.JSON, null, ClusterClient.JSON);
        clusters.close();
    }
}
