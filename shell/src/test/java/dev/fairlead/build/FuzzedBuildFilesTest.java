package dev.fairlead.build;

import dev.fairlead.Fuzz;
import dev.fairlead.build.dockerfile.BuildStage;
import dev.fairlead.build.dockerfile.Dockerfile;
import dev.fairlead.build.dockerfile.DockerfileProblem;
import dev.fairlead.build.dockerfile.DockerfileWords;
import dev.fairlead.build.dockerfile.Expansion;
import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.text.GlobTranslation;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FuzzedBuildFilesTest {
    @Test
    void dockerfiles() {
        Fuzz.texts(
                "dockerfile",
                text -> {
                    for (BuildStage stage : Dockerfile.parse(text).stages()) {
                        for (Instruction instruction : stage.instructions()) {
                            DockerfileWords.json(instruction.rest());
                            DockerfileWords.split(instruction.rest(), instruction.escape());
                            Expansion.of(instruction, instruction.rest(), Map.of("C", "aab", "F", "aaaaaaaab"));
                        }
                    }
                },
                DockerfileProblem.class);
    }

    @Test
    void dockerignores() {
        Fuzz.texts(
                "dockerignore",
                text -> {
                    IgnoreRules rules = IgnoreRules.parse(text);
                    rules.excludes("a/".repeat(20) + "x.md");
                    rules.excludes(
                            text.substring(0, Math.min(300, text.length())).replace('\n', '/'));
                    rules.mayKeepBelow("a/b");
                },
                IllegalArgumentException.class);
    }

    @Test
    void globs() {
        Fuzz.texts("dockerignore", text -> GlobTranslation.flat(text).matches(text), IllegalArgumentException.class);
    }
}
