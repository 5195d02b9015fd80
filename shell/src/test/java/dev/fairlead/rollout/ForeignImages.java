package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.RealParts;
import dev.fairlead.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Images for machines that no node is, in the open registry. */
final class ForeignImages {
    private static final String REPOSITORY = "fairlead-it/foreign";
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final int ELF_HEADER = 64;
    private static final short AARCH64 = 183;

    private ForeignImages() {}

    /** Says that it is for the node's machine, and holds a program for another. */
    static String program() {
        String image = image("program");
        try {
            Path context = TemporaryDirectory.make("foreign-image");
            Path program = Files.write(context.resolve("app"), header());
            program.toFile().setExecutable(true, false);
            Path dockerfile =
                    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY app /app\nCMD [\"/app\"]\n");
            SampleImages.Programs.run("", List.of("docker", "build", "-q", "-t", image, context.toString()));
            SampleImages.Programs.run("", List.of("docker", "push", "-q", image));
            Files.delete(program);
            Files.delete(dockerfile);
            Files.delete(context);
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list of manifests for several platforms, none of them a node's. */
    static String platform() {
        program();
        try {
            HttpClient client = HttpClient.newHttpClient();
            byte[] manifest = client.send(
                            HttpRequest.newBuilder(manifest("program"))
                                    .header("Accept", MANIFEST)
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            HttpResponse<String> put = client.send(
                    HttpRequest.newBuilder(manifest("platform"))
                            .header("Content-Type", LIST)
                            .PUT(BodyPublishers.ofString(list(manifest)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (put.statusCode() != 201) {
                throw new IllegalStateException(put.statusCode() + " " + put.body());
            }
            return image("platform");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String list(byte[] manifest) throws IOException {
        JsonNode read = new ObjectMapper().readTree(manifest);
        return """
                {"schemaVersion": 2, "mediaType": "%s", "manifests": [
                  {"mediaType": "%s", "size": %d, "digest": "%s", "platform": {"os": "linux", "architecture": "arm64"}}]}
                """.formatted(LIST, read.path("mediaType").asText(), manifest.length, digest(manifest));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + java.util.HexFormat.of().formatHex(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The beginning of a program for a machine that no test runs on. */
    private static byte[] header() {
        ByteBuffer elf = ByteBuffer.allocate(ELF_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        elf.put("\u007fELF".getBytes(StandardCharsets.US_ASCII)).put(new byte[] {2, 1, 1});
        elf.putShort(16, (short) 2).putShort(18, AARCH64).putInt(20, 1);
        return elf.array();
    }

    private static URI manifest(String tag) {
        return URI.create("http://" + RealParts.registry() + "/v2/" + REPOSITORY + "/manifests/" + tag);
    }

    private static String image(String tag) {
        return RealParts.registry() + "/" + REPOSITORY + ":" + tag;
    }
}
