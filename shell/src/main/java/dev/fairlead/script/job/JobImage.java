package dev.fairlead.script.job;

import dev.fairlead.build.BuildRequest;
import dev.fairlead.build.BuildService;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.ImageTag;
import dev.fairlead.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The image of fairlead: its jar and a program {@code fairlead} on a JDK. */
final class JobImage {
    private static final int TAG_LENGTH = 12;
    private static final String PROGRAM = """
            #!/bin/sh
            exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar /opt/fairlead/fairlead.jar "$@"
            """;
    private static final String DOCKERFILE = """
            ARG BASE
            FROM ${BASE}
            COPY fairlead.jar /opt/fairlead/fairlead.jar
            COPY fairlead /usr/local/bin/fairlead
            ENV HOME=/tmp
            USER 65532
            WORKDIR /tmp
            ENTRYPOINT ["/usr/local/bin/fairlead"]
            """;

    private final BuildService builds;
    private final ImageService images;
    private final Supplier<Path> jar;

    JobImage(BuildService builds, ImageService images, Supplier<Path> jar) {
        this.builds = builds;
        this.images = images;
        this.jar = jar;
    }

    /** The image's name after it is in its registry: what is there under its tag is taken as it is. */
    ImageReference pushed(ImageReference named, String base, ProgressListener progress) {
        ImageReference image = named.tag().isPresent()
                ? named
                : ImageReference.parse(named + ":" + digest(base).substring(0, TAG_LENGTH));
        if (isThere(image)) {
            return image;
        }
        progress.note("building " + image + " on " + base);
        try {
            Path context = Files.createTempDirectory("fairlead-image");
            try {
                write(context);
                builds.image(request(context, image, base), progress);
            } finally {
                delete(context);
            }
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot build " + image + ": " + SystemFailures.why(e), e);
        }
        return image;
    }

    private static BuildRequest request(Path context, ImageReference image, String base) {
        return BuildRequest.of(context, image).buildArg("BASE", base).push(true);
    }

    private void write(Path context) throws IOException {
        Files.copy(jar.get(), context.resolve("fairlead.jar"));
        Files.setPosixFilePermissions(context.resolve("fairlead.jar"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
        Path program = Files.writeString(context.resolve("fairlead"), PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void delete(Path context) throws IOException {
        for (String name : List.of("fairlead.jar", "Dockerfile", "fairlead", "")) {
            Files.deleteIfExists(context.resolve(name));
        }
    }

    private boolean isThere(ImageReference image) {
        try {
            Optional<String> tag = image.tag();
            return images.tags(image).stream().map(ImageTag::tag).anyMatch(there -> tag.equals(Optional.of(there)));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** Of everything that the image is made from. */
    private String digest(String base) {
        try (InputStream stream = Files.newInputStream(jar.get())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((DOCKERFILE + PROGRAM + base).getBytes(StandardCharsets.UTF_8));
            byte[] piece = new byte[1 << 16];
            for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
                digest.update(piece, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot read " + jar.get() + ": " + SystemFailures.why(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
