package dev.fairlead.sandbox.registry;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.oci.Blob;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/** Moves blobs and manifests of one repository over HTTP. */
final class RegistryTransfer {
    private static final String MANIFESTS = String.join(
            ", ", MediaTypes.INDEX, MediaTypes.DOCKER_LIST, MediaTypes.MANIFEST, MediaTypes.DOCKER_MANIFEST);

    private final String server;
    private final ImageReference image;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param server e.g. {@code http://127.0.0.1:5000}
     * @param token that may push there
     */
    RegistryTransfer(String server, String token, ImageReference image) {
        this.server = server;
        this.token = token;
        this.image = image;
    }

    boolean has(String digest) {
        return ask("HEAD", path("/blobs/" + digest), BodyPublishers.noBody(), Map.of())
                        .statusCode()
                == 200;
    }

    void send(BlobStore blobs, String digest) throws IOException {
        BlobUpload upload = new BlobUpload(this::ask, path("/blobs/uploads/"), digest, blobs.file(digest));
        expect(upload.run(), 201);
    }

    void name(String tag, Descriptor manifest, byte[] content) {
        URI uri = path("/manifests/" + tag);
        expect(ask("PUT", uri, BodyPublishers.ofByteArray(content), Map.of("Content-Type", manifest.mediaType())), 201);
    }

    /** @return empty where there is none */
    Optional<Descriptor> manifest(String reference, BlobStore blobs) throws IOException {
        HttpResponse<InputStream> answer =
                ask("GET", path("/manifests/" + reference), BodyPublishers.noBody(), Map.of());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            expect(answer, 200);
            Blob blob = blobs.add(body);
            String type = answer.headers().firstValue("Content-Type").orElse(MediaTypes.MANIFEST);
            return Optional.of(Descriptor.of(type, blob));
        }
    }

    /** @return the bytes that came */
    long fetch(String digest, BlobStore blobs) throws IOException {
        try (InputStream content = new BlobDownload(from -> part(digest, from))) {
            return blobs.add(content, digest).size();
        }
    }

    private HttpResponse<InputStream> part(String digest, long from) {
        Map<String, String> range = from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-");
        HttpResponse<InputStream> answer = ask("GET", path("/blobs/" + digest), BodyPublishers.noBody(), range);
        expect(answer, answer.statusCode() == 206 ? 206 : 200);
        return answer;
    }

    private URI path(String rest) {
        return URI.create(server + "/v2/" + image.repository() + rest);
    }

    private HttpResponse<InputStream> ask(String method, URI uri, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", MANIFESTS)
                .header("Authorization", "Bearer " + token)
                .method(method, body);
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled: transfer of " + image + "; no tag was written");
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.UNREACHABLE, "the sandbox's registry does not answer: " + e.getMessage(), e);
        }
    }

    private void expect(HttpResponse<InputStream> answer, int status) {
        if (answer.statusCode() == status) {
            return;
        }
        throw new OpsException(
                FailureKind.FAILED,
                "the sandbox's registry answered " + answer.statusCode() + " for " + image + " ("
                        + answer.request().method() + " " + answer.uri().getPath() + ")");
    }
}
