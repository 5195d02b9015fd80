package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request goes where the script sends it, whichever of its objects it was begun with. */
final class RequestPlacesTest {
    @TempDir
    private Path home;

    @Test
    void whatARequestLeavesOpenIsSaidByWhoeverCarriesItOut() throws IOException {
        Files.writeString(home.resolve("test.jsh"), """
                import dev.fairlead.cluster.*;

                var web = rollout.named("web").image("team/web:v1").createNamespace(true);
                var soon = rollout.in("shop").waiting(rules -> rules.noWait());
                soon.deploy(web);
                println(cluster.in("shop").deployments().size() + " " + cluster.deployments().size());
                println(soon.plan(rollout.releasing(web).recreate()).plan().namespace());
                println(soon.plan(rollout.releasing(web).recreate()).plan().rules().follow());
                println(cluster.in("shop").get(GetRequest.of("deployments")).objects().size());
                cluster.in("shop").delete(DeleteRequest.of("deployment/web"));
                println(cluster.in("shop").deployments().size());
                """);
        try (Shell shell = Shell.sandbox(home, image -> Optional.empty())) {
            Shell.Ran ran = shell.run("run test.jsh");
            assertEquals("1 0\nshop\nfalse\n1\n0\n", ran.out(), ran.err());
        }
    }
}
