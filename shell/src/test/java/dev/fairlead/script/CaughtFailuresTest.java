package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Shell;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.sandbox.ImageCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script catches knows all that the service knew, whatever it has come through. */
final class CaughtFailuresTest {
    @TempDir
    private Path home;

    @Test
    void aFailureKeepsItsClassAndWhatItKnowsThroughStepsBranchesRetriesAndLimits() throws IOException {
        Files.writeString(home.resolve("test.jsh"), """
                Map<String, ValueAction<Object>> works = new LinkedHashMap<>();
                works.put("rollout", () -> rollout.deploy(rollout.named("web").image("team/web:v9")));
                works.put("absent", () -> cluster.object("configmap/none"));
                works.put("program", () -> sh("echo said; exit 3"));

                Map<String, Function<ValueAction<Object>, Object>> ways = new LinkedHashMap<>();
                ways.put("step", work -> step("Try", work));
                ways.put("branch", work -> parallel(work, () -> 1));
                ways.put("retry", work -> retry(2, backoff("1ms"), work));
                ways.put("limit", work -> timeout("1m", work));
                ways.put("nested", work -> step("Outer", () -> parallel(() -> step("Inner", work))));

                String known(Throwable thrown) {
                    return thrown instanceof RolloutFailed f ? "rollout " + f.verdict().family() + " " + f.result().isPresent()
                            + " " + f.kind()
                            : thrown instanceof NotFound f ? "absent " + f.kind()
                            : thrown instanceof ProgramFailed f ? "program " + f.exitCode() + " " + f.ran().text()
                            : "lost: " + thrown;
                }

                works.forEach((name, work) -> ways.forEach((way, through) -> {
                    try {
                        through.apply(work);
                        println(name + " by " + way + " did not fail");
                    } catch (OpsException e) {
                        println(name + " by " + way + ": " + known(e));
                    }
                }));
                ways.get("nested").apply(works.get("rollout"));
                """);
        ImageCatalog images = image -> Optional.empty();
        try (Shell shell = Shell.sandbox(home, images)) {
            Shell.Ran ran = shell.run("run test.jsh");
            StringBuilder expected = new StringBuilder();
            for (String known : List.of(
                    "rollout: rollout image true ROLLOUT_IMAGE",
                    "absent: absent NOT_FOUND",
                    "program: program 3 said")) {
                for (String way : List.of("step", "branch", "retry", "limit", "nested")) {
                    expected.append(known.replaceFirst(":", " by " + way + ":")).append('\n');
                }
            }
            assertEquals(expected.toString(), ran.out(), ran.err());
            assertEquals(FailureKind.ROLLOUT_IMAGE.exitCode(), ran.exitCode(), "what nobody catches ends the script");
        }
    }
}
