package dev.fairlead.build;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.UserFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory to build from, its Dockerfile, and what is left out of it.
 *
 * @param root the directory
 * @param dockerfile absolute
 * @param ignoreFile the file that the rules are from, where there is one
 */
record BuildContext(Path root, Path dockerfile, Optional<Path> ignoreFile, IgnoreRules rules) {
    static final String IGNORE_FILE = ".dockerignore";

    /** @throws OpsException of kind NOT_FOUND or INVALID */
    static BuildContext open(BuildRequest request) {
        Path root = request.context();
        if (!Files.isDirectory(root)) {
            String why = Files.exists(root) ? " is no directory" : " does not exist";
            throw new OpsException(FailureKind.NOT_FOUND, "cannot build: " + root + why).hint("help build image");
        }
        Path dockerfile = request.dockerfile().orElse(root.resolve("Dockerfile"));
        if (!Files.isRegularFile(dockerfile)) {
            throw noDockerfile(root, dockerfile);
        }
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE_FILE);
        Optional<Path> ignoreFile = List.of(own, root.resolve(IGNORE_FILE)).stream()
                .filter(Files::isRegularFile)
                .findFirst();
        String text = ignoreFile.map(BuildContext::text).orElse("");
        try {
            return new BuildContext(root, dockerfile, ignoreFile, IgnoreRules.parse(text));
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.INVALID, ignoreFile.orElse(root) + " " + e.getMessage(), e);
        }
    }

    /** The Dockerfile's path in the context; empty where it is outside. */
    Optional<String> dockerfileInside() {
        return dockerfile.startsWith(root)
                ? Optional.of(root.relativize(dockerfile).toString())
                : Optional.empty();
    }

    static String text(Path file) {
        try {
            return UserFile.text(file);
        } catch (IOException e) {
            throw new OpsException(FailureKind.DENIED, "cannot read " + file + ": " + SystemFailures.why(e), e);
        }
    }

    private static OpsException noDockerfile(Path root, Path dockerfile) {
        OpsException failure =
                new OpsException(FailureKind.NOT_FOUND, "cannot build " + root + ": there is no " + dockerfile);
        try (var files = Files.list(root)) {
            Optional<Path> other = files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches("(?i).*(docker|container)file.*"))
                    .filter(file -> !file.toString().endsWith(IGNORE_FILE))
                    .sorted()
                    .findFirst();
            return failure.hint(
                    "build image " + root + " -f " + other.map(Path::toString).orElse("PATH/TO/DOCKERFILE"));
        } catch (IOException e) {
            return failure;
        }
    }
}
