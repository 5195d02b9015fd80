package dev.fairlead.script.export;

import java.util.ArrayList;
import java.util.List;

/** A pipeline in GitLab's words; a {@code $} in a value is doubled, since GitLab expands it. */
final class GitlabText {
    private final Pipeline pipeline;
    private final YamlLines lines = new YamlLines(2);

    private GitlabText(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    static String of(Pipeline pipeline) {
        GitlabText text = new GitlabText(pipeline);
        text.head();
        text.variables();
        text.defaults();
        text.jobs();
        return text.lines.toString();
    }

    private void head() {
        lines.add(
                0,
                "# " + YamlLines.comment(pipeline.title()),
                "#",
                "# Written by: fairlead script export " + YamlLines.comment(pipeline.script()) + " --ci gitlab",
                "# Settings > CI/CD > Variables needs:",
                "#   KUBECONFIG      of type File");
        if (pipeline.image().isEmpty()) {
            lines.add(0, "#   FAIRLEAD_IMAGE  the image of fairlead that the jobs run in");
        }
        pipeline.secrets().forEach(secret -> lines.add(0, "#   " + secret.variable() + "  masked"));
        if (pipeline.stages().size() > 1) {
            lines.add(
                    0,
                    "# Each step is a job of its own. What one gives, the next has by its artifact; an image that one has"
                            + " built",
                    "# and not pushed, the next has only on the same Docker Engine (DOCKER_HOST).");
        }
        lines.add(0, "", "workflow:", "  rules:");
        lines.add(2, "- if: $CI_PIPELINE_SOURCE == \"web\" || $CI_PIPELINE_SOURCE == \"api\"");
        lines.add(2, "- if: $CI_PIPELINE_SOURCE == \"schedule\" || $CI_PIPELINE_SOURCE == \"trigger\"");
        lines.add(0, "", "stages:", "  - build", "  - test");
        pipeline.stages().forEach(stage -> lines.add(1, "- " + YamlLines.scalar(stage.name())));
    }

    private void variables() {
        if (!pipeline.shown().isEmpty()) {
            lines.add(0, "", "variables:");
        }
        for (Input input : pipeline.shown()) {
            lines.add(1, input.variable() + ":");
            lines.add(2, "value: " + YamlLines.scalar(verbatim(input.flag() ? "false" : input.standard())));
            if (input.flag()) {
                lines.add(2, "options: [\"false\", \"true\"]");
            }
            lines.add(2, "description: " + YamlLines.scalar(input.label()));
        }
    }

    private void defaults() {
        String image = pipeline.image().isEmpty() ? "$FAIRLEAD_IMAGE" : pipeline.image();
        lines.add(0, "", "default:");
        lines.add(1, "image:");
        lines.add(2, "name: " + YamlLines.scalar(image), "entrypoint: [\"\"]");
        lines.add(1, "cache:");
        cache("fairlead", ".cache/fairlead/scripts", List.of(pipeline.script()));
        for (Cache cache : pipeline.caches()) {
            cache(cache.name(), cache.directory(), List.of(cache.keyFile()));
        }
    }

    private void cache(String prefix, String directory, List<String> files) {
        List<String> keys = new ArrayList<>();
        files.forEach(file -> keys.add(YamlLines.scalar(file)));
        lines.add(2, "- key:");
        lines.add(4, "prefix: " + prefix, "files: [" + String.join(", ", keys) + "]");
        lines.add(3, "paths: [" + YamlLines.scalar(directory) + "]");
    }

    private void jobs() {
        job("check the script", "build", RunLine.check(pipeline), false);
        job("rehearse", "test", RunLine.run(pipeline, "--dry-run", "test"), true);
        for (Pipeline.Stage stage : pipeline.stages()) {
            job("run: " + stage.name(), stage.name(), RunLine.run(pipeline, stage.options(), stage.report()), true);
        }
    }

    private void job(String name, String stage, List<String> script, boolean reports) {
        lines.add(0, "", YamlLines.scalar(name) + ":");
        lines.add(1, "stage: " + YamlLines.scalar(stage));
        if (reports) {
            lines.add(1, "resource_group: " + YamlLines.scalar(group()));
        }
        lines.add(1, "script:");
        script.forEach(line -> lines.add(2, "- " + YamlLines.scalar(line)));
        if (reports) {
            lines.add(1, "artifacts:");
            lines.add(2, "when: always", "paths: [" + Pipeline.STATE + "]", "reports:");
            lines.add(3, "junit: " + Pipeline.REPORTS + "/*.xml");
        }
    }

    /** Two pipelines do not run the script at once. */
    private String group() {
        return "fairlead-" + pipeline.script().replaceAll("[^A-Za-z0-9.-]", "-");
    }

    private static String verbatim(String value) {
        return value.replace("$", "$$");
    }
}
