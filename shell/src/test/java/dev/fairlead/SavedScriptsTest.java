package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The saved scripts on the real parts; staging and prod are two contexts of the one cluster. */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SavedScriptsTest {
    private ScratchNamespace staging;
    private ScratchNamespace prod;
    private Shell shell;

    @BeforeAll
    void makeContexts(@TempDir Path home) throws IOException {
        staging = new ScratchNamespace("staging");
        prod = new ScratchNamespace("prod");
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        KubeContext real;
        try (Clusters plain = new Clusters(
                Settings.of(environment, home, home), Optional.empty(), Optional.empty(), Optional.empty())) {
            real = plain.current().orElseThrow();
        }
        Path file = Files.writeString(
                home.resolve("contexts.yaml"),
                "apiVersion: v1\nkind: Config\ncontexts:\n" + context("staging", real, staging.name)
                        + context("prod", real, prod.name));
        environment.merge("KUBECONFIG", file.toString(), (before, more) -> before + ":" + more);
        shell = new Shell(home, environment, Documentation.project(), "--context", "staging");
    }

    @AfterAll
    void removeContexts() {
        shell.close();
        staging.close();
        prod.close();
    }

    @Test
    void whatRunsInStagingIsPromotedByItsDigestAndWhatIsNotWellIsNot() {
        String image = SampleImages.web("saved-1");
        assertWell(shell.run("rollout deploy hello --image " + image), "current");
        String promote = "run scripts/promote-to-prod.jsh --app hello --from staging --to prod";
        assertWell(shell.run(promote + " --look"), "prod would get it; it runs none");
        Shell.Ran promoted = shell.run(promote);
        String repository = image.substring(0, image.lastIndexOf(':'));
        assertWell(promoted, "prod runs " + repository + "@sha256:");
        assertEquals(
                shownDigest(promoted.out(), "staging runs "),
                prod.get("deployments", "hello")
                        .at("/spec/template/spec/containers/0/image")
                        .asText());
        assertWell(shell.run(promote), "prod runs it already");

        shell.run("rollout deploy hello --no-wait --image " + image + "-missing");
        Shell.Ran refused = shell.run(promote);
        assertEquals(10, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains("in staging: "), refused.err());
        Shell.Ran looked = shell.run("run scripts/status.jsh " + prod.name);
        assertWell(looked, "1 workload, 0 failed\n");
    }

    @Test
    void blueGreenSwitchesWhatAnswersAndLeavesWhatDoesNot() {
        String blueGreen = "run scripts/blue-green.jsh --app colours --keep 1s --replicas 1 --image ";
        assertWell(shell.run(blueGreen + SampleImages.web("saved-1")), "colours serves " + SampleImages.web("saved-1"));
        Shell.Ran switched = shell.run(blueGreen + SampleImages.web("saved-2"));
        assertWell(switched, "before it " + SampleImages.web("saved-1"));
        Shell.Ran failed = shell.run(blueGreen + SampleImages.web("saved-1") + " --try /absent");
        assertEquals(33, failed.exitCode(), failed.err());
        assertTrue(failed.out().contains("colours still serves " + SampleImages.web("saved-2")), failed.out());
        assertTrue(failed.err().contains("blue-green.jsh:"), failed.err());
    }

    @Test
    void theCleanupListsFirstAndThenDeletesOldImagesAndFinishedJobsOnly() throws Exception {
        String repository = "fairlead-it/" + staging.name;
        for (int tag = 1; tag <= 3; tag++) {
            assertWell(shell.run("image tag " + SampleImages.web("saved-1") + " " + repository + ":" + tag), "");
        }
        job("done", "true");
        job("going", "sleep 600");
        ScratchNamespace.await(
                () -> staging.get("jobs", "done").at("/status/succeeded").asInt() == 1);
        String clean = "run scripts/nightly-cleanup.jsh --days 0 --job-hours 0 --keep 1 --images " + repository + " "
                + staging.name;
        assertWell(shell.run(clean), "2 images, 1 job to delete; --delete does it\n");
        assertTrue(staging.has("jobs", "done"), "a look deletes nothing");
        assertWell(shell.run(clean + " --delete"), "2 images, 1 job deleted\n");
        ScratchNamespace.await(() -> !staging.has("jobs", "done"));
        assertTrue(staging.has("jobs", "going"));
        Shell.Ran left = shell.run("image ls " + repository + " -o name");
        assertEquals(1, left.out().lines().count(), left.out());
        assertWell(shell.run("image rm " + left.out().strip()), "");
    }

    private void job(String name, String command) {
        staging.create("jobs", """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s}
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      terminationGracePeriodSeconds: 0
                      containers: [{name: app, image: '%s/library/busybox:1.35', command: [sh, -c, '%s']}]
                """.formatted(name, RealParts.registry(), command));
    }

    private static String shownDigest(String out, String after) {
        return out.lines()
                .filter(line -> line.startsWith(after))
                .map(line -> line.substring(after.length()))
                .findFirst()
                .orElse("");
    }

    private static void assertWell(Shell.Ran ran, String says) {
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains(says), ran.out() + ran.err());
    }

    private static String context(String name, KubeContext real, String namespace) {
        return "- name: " + name + "\n  context: {cluster: " + real.cluster() + ", user: " + real.user()
                + ", namespace: " + namespace + "}\n";
    }
}
