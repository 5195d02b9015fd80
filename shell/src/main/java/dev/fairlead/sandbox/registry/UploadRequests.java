package dev.fairlead.sandbox.registry;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.oci.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs on their way in: whole with one request, or piece after piece. What is not ended is gone with the process. */
final class UploadRequests {
    private final RegistryStore store;
    private final Map<String, Path> open = new ConcurrentHashMap<>();

    UploadRequests(RegistryStore store) {
        this.store = store;
    }

    /** @param upload empty where one begins */
    void handle(String repository, String upload, RegistryReplies answers) throws IOException {
        if (upload.isEmpty()) {
            if (!answers.method().equals("POST")) {
                throw RegistryRefusal.unsupported(answers.method() + " of uploads");
            }
            begin(repository, answers);
            return;
        }
        Path file = open.get(upload);
        if (file == null) {
            throw RegistryRefusal.uploadUnknown(upload);
        }
        switch (answers.method()) {
            case "GET" -> at(repository, upload, file, answers).empty(204);
            case "PATCH" -> {
                append(file, answers);
                at(repository, upload, file, answers).empty(202);
            }
            case "PUT" -> {
                append(file, answers);
                end(repository, upload, file, answers);
            }
            case "DELETE" -> {
                discard(upload);
                answers.empty(204);
            }
            default -> throw RegistryRefusal.unsupported(answers.method() + " of an upload");
        }
    }

    void discardAll() {
        for (String upload : open.keySet()) {
            discard(upload);
        }
    }

    private void begin(String repository, RegistryReplies answers) throws IOException {
        if (store.blobs().has(answers.query("mount"))) {
            created(repository, answers.query("mount"), answers);
            return;
        }
        if (!answers.query("digest").isEmpty()) {
            keep(repository, answers.query("digest"), answers.exchange().getRequestBody(), answers);
            return;
        }
        String upload = UUID.randomUUID().toString();
        Path file = Files.createTempFile("fairlead-upload", "");
        open.put(upload, file);
        at(repository, upload, file, answers).empty(202);
    }

    private static void append(Path file, RegistryReplies answers) throws IOException {
        String range = answers.header("Content-Range").replaceFirst("^bytes[ =]", "");
        if (!range.isEmpty() && !range.startsWith(Files.size(file) + "-")) {
            throw RegistryRefusal.rangeInvalid(range);
        }
        try (OutputStream sink = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            answers.exchange().getRequestBody().transferTo(sink);
        }
    }

    private void end(String repository, String upload, Path file, RegistryReplies answers) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            keep(repository, answers.query("digest"), content, answers);
        } finally {
            discard(upload);
        }
    }

    private void keep(String repository, String digest, InputStream content, RegistryReplies answers)
            throws IOException {
        if (!BlobStore.isDigest(digest)) {
            throw RegistryRefusal.digestInvalid("\"" + digest + "\" is no sha256 digest");
        }
        try {
            store.blobs().add(content, digest);
        } catch (OpsException e) {
            throw e.kind() == FailureKind.INVALID ? RegistryRefusal.digestInvalid(e.message()) : e;
        }
        created(repository, digest, answers);
    }

    private static void created(String repository, String digest, RegistryReplies answers) throws IOException {
        answers.with("Docker-Content-Digest", digest)
                .with("Location", "/v2/" + repository + "/blobs/" + digest)
                .empty(201);
    }

    private static RegistryReplies at(String repository, String upload, Path file, RegistryReplies answers)
            throws IOException {
        return answers.with("Location", "/v2/" + repository + "/blobs/uploads/" + upload)
                .with("Docker-Upload-UUID", upload)
                .with("Range", "0-" + Math.max(0, Files.size(file) - 1));
    }

    private void discard(String upload) {
        Path file = open.remove(upload);
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                System.getLogger(UploadRequests.class.getName()).log(System.Logger.Level.DEBUG, "upload stays", e);
            }
        }
    }
}
