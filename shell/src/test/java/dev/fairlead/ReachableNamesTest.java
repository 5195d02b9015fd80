package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.command.Candidate;
import dev.fairlead.completion.CompletionScope;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.ImageSummary;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real engine has, as completion offers it. */
@NeedsDocker
final class ReachableNamesTest {
    @TempDir
    private Path home;

    @Test
    void anImageThatLostItsNameIsNotOffered() throws IOException {
        String image = "it-" + UUID.randomUUID().toString().substring(0, 8) + ":v1";
        try (Shell shell = new Shell(home, RealParts.environment());
                Clusters clusters = new Clusters(
                        Settings.of(Map.of(), home, home), Optional.empty(), Optional.empty(), Optional.empty())) {
            ImageService images = shell.wiring().images();
            String first = build(shell, image, "first");
            build(shell, image, "second");
            ImageSummary dangling = images.list(Optional.empty(), false).stream()
                    .filter(summary -> summary.id().equals(first))
                    .findFirst()
                    .orElseThrow();
            assertFalse(dangling.isNamed(), dangling::toString);
            List<String> offered = new ReachableNames(clusters, () -> images)
                    .sources()
                    .get(Candidate.IMAGE)
                    .at(new CompletionScope(Candidate.IMAGE, "", "", ""));
            assertTrue(offered.contains(image), offered::toString);
            assertFalse(offered.contains(dangling.shortId()), offered::toString);
            assertEquals(
                    List.of(),
                    offered.stream().filter(name -> name.contains("<")).toList());
            shell.run("image rm " + image + " " + dangling.shortId());
        }
    }

    private String build(Shell shell, String image, String label) throws IOException {
        Files.writeString(home.resolve("Dockerfile"), "FROM scratch\nLABEL it=\"" + image + label + "\"\n");
        Shell.Ran built = shell.run("build image " + home + " --builder classic -t " + image);
        assertEquals(0, built.exitCode(), built.err());
        return shell.wiring().images().list(Optional.of(image), false).get(0).id();
    }
}
