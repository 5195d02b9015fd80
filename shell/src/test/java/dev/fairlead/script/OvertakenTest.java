package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Shell;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.sandbox.ImageCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever follows what he wrote learns that a later change took its place, and never takes that for his own success. */
final class OvertakenTest {
    @TempDir
    private Path home;

    @Test
    void everyVerbThatFollowsWhatItWroteSaysThatItWasOvertaken() throws IOException {
        Files.writeString(home.resolve("web.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: set}
                spec:
                  selector: {matchLabels: {app: set}}
                  template:
                    metadata: {labels: {app: set}}
                    spec: {containers: [{name: set, image: "team/web:v1"}]}
                """);
        Files.writeString(home.resolve("test.jsh"), """
                String template(String name) {
                    try {
                        return cluster.object("deployment/" + name).at("/spec/template").toString();
                    } catch (NotFound e) {
                        return "";
                    }
                }
                RolloutApi quick = rollout.waiting(rules -> rules.noWait());
                RolloutApi patient = rollout.waiting(rules -> rules.stable(Duration.ofMinutes(100)));

                void overtaken(String name, Runnable work) {
                    String before = template(name);
                    parallel(
                            () -> {
                                try {
                                    work.run();
                                    println(name + " was not overtaken");
                                } catch (Overtaken e) {
                                    println(e.message() + " [" + e.kind() + ", " + String.join("; ", e.hints()) + "]");
                                }
                                return 1;
                            },
                            () -> {
                                while (template(name).equals(before)) {
                                    Thread.sleep(5);
                                }
                                return quick.deploy(rollout.named(name).image("team/web:later"));
                            });
                }

                for (String name : List.of("deployed", "undone", "restarted")) {
                    quick.deploy(name, "team/web:v1");
                }
                rollout.follow("deployment/undone");
                rollout.deploy("undone", "team/web:v2");
                overtaken("deployed", () -> patient.deploy("deployed", "team/web:v2"));
                overtaken("undone", () -> patient.undo("deployment/undone"));
                overtaken("restarted", () -> patient.restart("deployment/restarted"));
                overtaken("set", () -> patient.apply("s", List.of("web.yaml")));
                parallel(
                        () -> patient.deploy("deployed", "team/web:v5"),
                        () -> {
                            while (!template("deployed").contains("v5")) {
                                Thread.sleep(5);
                            }
                            return quick.deploy("deployed", "team/web:v6");
                        });
                """);
        try (Shell shell = Shell.sandbox(home, ImageCatalog.ANY, "3s")) {
            Shell.Ran ran = shell.run("run test.jsh");
            assertEquals("""
                    deployment/deployed was overtaken by revision 3 (tester (fairlead)): its image is team/web:later now, not team/web:v2 [CONFLICT, rollout status deployment/deployed -n default; rollout history deployment/deployed -n default]
                    deployment/undone was overtaken by revision 4 (tester (fairlead)): its image is team/web:later now, not team/web:v1 [CONFLICT, rollout status deployment/undone -n default; rollout history deployment/undone -n default]
                    deployment/restarted was overtaken by revision 3 (tester (fairlead)): its image is team/web:later now, not team/web:v1 [CONFLICT, rollout status deployment/restarted -n default; rollout history deployment/restarted -n default]
                    set s: deployment/set was overtaken by revision 2 (tester (fairlead)): its image is team/web:later now, not team/web:v1 [CONFLICT, rollout status deployment/set -n default; rollout history deployment/set -n default]
                    """, ran.out(), ran.err());
            assertEquals(FailureKind.CONFLICT.exitCode(), ran.exitCode(), ran.err());
        }
    }
}
