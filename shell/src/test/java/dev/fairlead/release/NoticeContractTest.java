package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.notification.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What webhooks hear of releases, line by line as they are typed. */
@AtOnce
@NeedsCluster
final class NoticeContractTest {
    private static final Webhook.Answer OK = Webhook.Answer.of(200, "");

    private final Bench bench = new Bench(1);
    private final StringBuilder said = new StringBuilder();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whoeverWorksOnAReleaseTellsHisOwnWebhooksAndItsRecordKnowsNone() throws IOException {
        try (Webhook ann = new Webhook(OK);
                Webhook bob = new Webhook(OK)) {
            String deploy = "rollout deploy web --strategy canary --steps 50% --pause 0 --gate approval --no-wait";
            assertEquals(0, line(deploy + " --image " + bench.v2 + " --notify json=" + ann.url(), Map.of()));
            assertFalse(lease().toString().contains("hush"), () -> lease().toString());
            assertEquals(
                    0, line("rollout abort deployment/web", Map.of("FAIRLEAD_ROLLOUT_NOTIFY", "json=" + bob.url())));

            assertEquals(List.of("started", "waiting for approval"), events(ann));
            JsonNode started = ann.posted().get(0).json();
            assertEquals("deployment/web", started.path("workload").asText());
            assertEquals("canary", started.path("strategy").asText());
            assertEquals("web", started.at("/images/0/container").asText());
            assertEquals(bench.v1, started.at("/images/0/from").asText());
            assertEquals(bench.v2, started.at("/images/0/to").asText());
            String next = ann.posted().get(1).json().at("/reason/next").asText();
            assertEquals("rollout promote deployment/web -n " + bench.namespace.name, next);
            assertEquals(List.of("rolled back"), events(bob));
            assertNobodyKeptTheSecret();
        }
    }

    @Test
    void theVerdictIsToldAndAWebhookThatFailsFailsNothing() throws IOException {
        try (Webhook hook = new Webhook(OK);
                Webhook broken = new Webhook(Webhook.Answer.of(403, "no such hook"))) {
            String notify = " --notify json=" + hook.url() + " --notify slack=" + broken.url();
            assertEquals(0, line("rollout deploy web --image " + bench.v2 + notify, Map.of()));
            String gated = "rollout deploy web --image " + bench.v1 + " --gate 'command false'";
            assertEquals(33, line(gated + notify, Map.of()));
            assertEquals(20, line("rollout deploy web --image " + bench.v1 + "-missing" + notify, Map.of()));
            assertEquals(
                    0,
                    line(
                            "rollout deploy web --image " + bench.v2 + " --no-notify",
                            Map.of("FAIRLEAD_ROLLOUT_NOTIFY", "json=" + hook.url())));

            assertEquals(List.of("started", "promoted", "started", "rolled back", "started", "failed"), events(hook));
            assertEquals(
                    "image", hook.posted().get(5).json().at("/reason/family").asText());
            String next = hook.posted().get(5).json().at("/reason/next").asText();
            assertTrue(next.startsWith("image tags "), next);
            assertEquals(
                    "gate", hook.posted().get(3).json().at("/reason/family").asText());
            assertTrue(
                    said.toString().contains("the notice \"started\" did not reach slack=http://127.0.0.1:"),
                    said::toString);
            assertTrue(said.toString().contains("/***: it answered 403: no such hook"), said::toString);
            assertNobodyKeptTheSecret();
        }
    }

    private int line(String line, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(RealParts.environment());
        environment.put("HOME", home.toString());
        environment.putAll(more);
        try (Shell shell = new Shell(home, environment)) {
            Shell.Ran ran = shell.run(line + " -n " + bench.namespace.name);
            said.append(ran.out()).append(ran.err());
            return ran.exitCode();
        }
    }

    private JsonNode lease() {
        return bench.client()
                .get(WrittenPath.of("/apis/coordination.k8s.io/v1/namespaces/" + bench.namespace.name
                        + "/leases/fairlead-release-web"));
    }

    private static List<String> events(Webhook hook) {
        return hook.posted().stream()
                .map(posted -> posted.headers().getFirst("X-Fairlead-Event"))
                .toList();
    }

    /** Neither the screen, nor a file, nor the cluster. */
    private void assertNobodyKeptTheSecret() throws IOException {
        assertFalse(said.toString().contains("hush"), said::toString);
        assertFalse(bench.objects().toString().contains("hush"));
        assertFalse(lease().toString().contains("hush"));
        try (Stream<Path> files = Files.walk(home)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> assertFalse(text(file).contains("hush"), file::toString));
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
