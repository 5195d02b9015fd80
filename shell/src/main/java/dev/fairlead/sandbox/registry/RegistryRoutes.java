package dev.fairlead.sandbox.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.fairlead.oci.Descriptor;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end points of the OCI distribution specification over one store. Whoever reaches them may read; who writes shows
 * the session's token.
 */
final class RegistryRoutes implements HttpHandler {
    private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
    private static final Pattern UPLOADS = Pattern.compile("/v2/(.+)/blobs/uploads/?([^/]*)");
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
    private static final long LARGEST_MANIFEST = 4 << 20;
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String TOKENS = "/token";

    private final RegistryStore store;
    private final UploadRequests uploads;
    private final PushToken token;

    RegistryRoutes(RegistryStore store, UploadRequests uploads, PushToken token) {
        this.store = store;
        this.uploads = uploads;
        this.token = token;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        RegistryReplies answers = new RegistryReplies(exchange).with("Docker-Distribution-Api-Version", "registry/2.0");
        try (exchange) {
            answered(exchange.getRequestURI().getPath(), answers);
        }
    }

    private void answered(String path, RegistryReplies answers) throws IOException {
        try {
            if (path.equals(TOKENS)) {
                tokens(answers);
            } else {
                admit(path, answers);
                route(path, answers);
            }
        } catch (RegistryRefusal e) {
            answers.json(e.status(), e.body());
        } catch (RuntimeException e) {
            answers.json(
                    500, RegistryRefusal.broken(String.valueOf(e.getMessage())).body());
        }
    }

    private void tokens(RegistryReplies answers) throws IOException {
        if (!answers.method().equals("GET")) {
            throw RegistryRefusal.unsupported(answers.method() + " of tokens");
        }
        String bearer = token.bearerFor(answers.header("Authorization")).orElseThrow(RegistryRefusal::unauthorized);
        answers.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("token", bearer)
                        .put("access_token", bearer)
                        .toString());
    }

    /** Clients look at the first place alone to find out how to ask for a token. */
    private void admit(String path, RegistryReplies answers) {
        String authorization = answers.header("Authorization");
        boolean reads = READING.contains(answers.method());
        boolean asksHow = path.equals("/v2/") || path.equals("/v2");
        if (reads ? asksHow && !token.isKnown(authorization) : !token.mayWrite(authorization)) {
            answers.with(
                    "WWW-Authenticate",
                    "Bearer realm=\"http://" + answers.header("Host") + TOKENS + "\",service=\""
                            + SandboxImages.REGISTRY + "\"");
            throw RegistryRefusal.unauthorized();
        }
    }

    private void route(String path, RegistryReplies answers) throws IOException {
        Matcher tags = TAGS.matcher(path);
        Matcher manifest = MANIFEST.matcher(path);
        Matcher upload = UPLOADS.matcher(path);
        Matcher blob = BLOB.matcher(path);
        if (path.equals("/v2/") || path.equals("/v2")) {
            answers.json(200, "{}");
        } else if (path.equals("/v2/_catalog")) {
            answers.json(
                    200,
                    list("repositories", answers.page(store.repositories(), path))
                            .toString());
        } else if (tags.matches()) {
            List<String> page = answers.page(store.tags(tags.group(1)), path);
            answers.json(200, list("tags", page).put("name", tags.group(1)).toString());
        } else if (manifest.matches()) {
            manifest(manifest.group(1), manifest.group(2), answers);
        } else if (upload.matches()) {
            uploads.handle(upload.group(1), upload.group(2), answers);
        } else if (blob.matches()) {
            blob(blob.group(2), answers);
        } else {
            throw RegistryRefusal.noSuchPlace(path);
        }
    }

    private void manifest(String repository, String reference, RegistryReplies answers) throws IOException {
        switch (answers.method()) {
            case "GET", "HEAD" -> {
                Descriptor found =
                        store.find(repository, reference).orElseThrow(() -> RegistryRefusal.manifestUnknown(reference));
                answers.with("Content-Type", found.mediaType())
                        .with("Docker-Content-Digest", found.digest())
                        .bytes(200, store.blobs().read(found.digest()));
            }
            case "PUT" -> {
                byte[] content = answers.exchange().getRequestBody().readNBytes((int) LARGEST_MANIFEST + 1);
                if (content.length > LARGEST_MANIFEST) {
                    throw RegistryRefusal.sizeInvalid(LARGEST_MANIFEST);
                }
                String type =
                        answers.header("Content-Type").replaceFirst(";.*", "").strip();
                String digest = store.put(repository, reference, type, content);
                answers.with("Docker-Content-Digest", digest)
                        .with("Location", "/v2/" + repository + "/manifests/" + digest)
                        .empty(201);
            }
            case "DELETE" -> {
                store.delete(repository, reference);
                answers.empty(202);
            }
            default -> throw RegistryRefusal.unsupported(answers.method() + " of a manifest");
        }
    }

    private void blob(String digest, RegistryReplies answers) throws IOException {
        if (!answers.method().equals("GET") && !answers.isHead()) {
            throw RegistryRefusal.unsupported(answers.method() + " of a blob");
        }
        if (!store.blobs().has(digest)) {
            throw RegistryRefusal.blobUnknown(digest);
        }
        answers.with("Content-Type", "application/octet-stream")
                .with("Docker-Content-Digest", digest)
                .file(store.blobs().file(digest));
    }

    private static ObjectNode list(String name, List<String> texts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode array = body.putArray(name);
        texts.forEach(array::add);
        return body;
    }
}
