package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.settings.Settings;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's session, line by line on the real parts: what it shows is what happens. */
@NeedsCluster
final class FromSourceToRolloutTest {
    @TempDir
    private Path home;

    private final String namespace = "readme-" + UUID.randomUUID().toString().substring(0, 8);
    private Clusters clusters;

    @BeforeEach
    void makeNamespace() {
        Settings settings = Settings.of(RealParts.environment(), home, home);
        clusters = new Clusters(settings, Optional.empty(), Optional.empty(), Optional.empty());
        client().namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void removeNamespace() {
        client().namespaces().withName(namespace).withGracePeriod(0).delete();
        clusters.close();
    }

    @Test
    void theSessionInTheReadmeIsWhatHappens() {
        StringBuilder session = new StringBuilder("```console\n");
        try (Shell shell = new Shell(home, RealParts.environment(), Readme.project(), "-n", namespace)) {
            Readme.part("session")
                    .lines()
                    .filter(line -> line.startsWith("fairlead> "))
                    .forEach(line -> {
                        Shell.Ran ran = shell.run(
                                line.substring("fairlead> ".length()).replace("127.0.0.1:5000", RealParts.registry()));
                        session.append(line).append('\n').append(ran.out());
                        if (ran.exitCode() != 0) {
                            session.append(ran.err().substring(ran.err().indexOf("error: ")));
                        }
                    });
        }
        String happened = session.append("```\n").toString().replace(RealParts.registry(), "127.0.0.1:5000");
        if (!Masks.masked(happened).equals(Masks.masked(Readme.part("session")))) {
            Readme.check("session", happened);
            assertEquals(Masks.masked(Readme.part("session")), Masks.masked(happened));
        }
    }

    private KubernetesClient client() {
        return clusters.open(ClusterScope.CURRENT).client();
    }
}
