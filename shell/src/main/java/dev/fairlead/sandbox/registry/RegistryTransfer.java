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
        return ask("HEAD", path("/blobs/" + digest), BodyPublishers.noBody(), "")
                        .statusCode()
                == 200;
    }

    void send(BlobStore blobs, String digest) throws IOException {
        HttpResponse<InputStream> begun = ask("POST", path("/blobs/uploads/"), BodyPublishers.noBody(), "");
        String place = begun.headers().firstValue("Location").orElse("");
        expect(begun, 202);
        String separator = place.contains("?") ? "&" : "?";
        URI end = URI.create(server).resolve(place + separator + "digest=" + digest);
        expect(ask("PUT", end, BodyPublishers.ofFile(blobs.file(digest)), "application/octet-stream"), 201);
    }

    void name(String tag, Descriptor manifest, byte[] content) {
        URI uri = path("/manifests/" + tag);
        expect(ask("PUT", uri, BodyPublishers.ofByteArray(content), manifest.mediaType()), 201);
    }

    /** @return empty where there is none */
    Optional<Descriptor> manifest(String reference, BlobStore blobs) throws IOException {
        HttpResponse<InputStream> answer = ask("GET", path("/manifests/" + reference), BodyPublishers.noBody(), "");
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
        HttpResponse<InputStream> answer = ask("GET", path("/blobs/" + digest), BodyPublishers.noBody(), "");
        try (InputStream body = answer.body()) {
            expect(answer, 200);
            return blobs.add(body, digest).size();
        }
    }

    private URI path(String rest) {
        return URI.create(server + "/v2/" + image.repository() + rest);
    }

    private HttpResponse<InputStream> ask(String method, URI uri, BodyPublisher body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", MANIFESTS)
                .header("Authorization", "Bearer " + token)
                .method(method, body);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
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
