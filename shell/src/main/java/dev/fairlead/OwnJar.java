package dev.fairlead;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the jar that this program is, to put it into an image. */
final class OwnJar {
    private OwnJar() {}

    /** @throws OpsException of kind NOT_FOUND when it runs from its classes and was never packaged */
    static Path find() {
        try {
            URI place = OwnJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path found = Path.of(place);
            Path jar = Files.isDirectory(found) ? found.resolveSibling("fairlead.jar") : found;
            if (Files.isRegularFile(jar)) {
                return jar;
            }
            throw new OpsException(FailureKind.NOT_FOUND, "fairlead itself is not packaged: there is no " + jar)
                    .hint("mvn -B -DskipTests package");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
