package dev.fairlead.script.export;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;

/** A pipeline in the words of GitHub Actions; inputs and secrets reach the shell as variables, never as its text. */
final class GithubText {
    private static final int MOST_INPUTS = 25;

    private final Pipeline pipeline;
    private final YamlLines lines = new YamlLines(2);

    private GithubText(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    static String of(Pipeline pipeline) {
        if (pipeline.shown().size() > MOST_INPUTS) {
            throw new OpsException(
                    FailureKind.USAGE,
                    pipeline.script() + " has " + pipeline.shown().size() + " parameters; a workflow of GitHub takes "
                            + MOST_INPUTS + " inputs");
        }
        GithubText text = new GithubText(pipeline);
        text.head();
        text.job("build", "", List.of(new Pipeline.Stage("check the script", "", "")));
        text.job("test", "build", List.of(new Pipeline.Stage("rehearse", "--dry-run", "test")));
        text.job("deploy", "test", pipeline.stages());
        return text.lines.toString();
    }

    private void head() {
        lines.add(
                0,
                "# " + YamlLines.comment(pipeline.title()),
                "#",
                "# Written by: fairlead script export " + YamlLines.comment(pipeline.script()) + " --ci github",
                "# Settings > Secrets and variables > Actions needs:",
                "#   secret KUBECONFIG: the kubeconfig's text");
        pipeline.secrets().forEach(secret -> lines.add(0, "#   secret " + secret.variable()));
        if (pipeline.image().isEmpty()) {
            lines.add(0, "#   variable FAIRLEAD_IMAGE: the image of fairlead that the jobs run in");
        }
        lines.add(0, "", "name: " + scalar(pipeline.title()), "", "on:", "  workflow_dispatch:");
        if (!pipeline.shown().isEmpty()) {
            lines.add(2, "inputs:");
        }
        pipeline.shown().forEach(this::input);
        lines.add(0, "", "concurrency:", "  group: " + scalar("fairlead-" + pipeline.script()));
        lines.add(1, "cancel-in-progress: false");
        lines.add(0, "", "permissions:", "  contents: read");
        lines.add(0, "", "jobs:");
    }

    private void input(Input input) {
        lines.add(3, input.id() + ":");
        lines.add(4, "description: " + scalar(input.label()));
        lines.add(4, "type: " + (input.flag() ? "boolean" : "string"));
        lines.add(4, "required: " + (input.required() && !input.flag()));
        if (input.flag()) {
            lines.add(4, "default: false");
        } else if (!input.standard().isEmpty()) {
            lines.add(4, "default: " + scalar(input.standard()));
        }
    }

    private void job(String name, String needs, List<Pipeline.Stage> stages) {
        boolean runs = !needs.isEmpty();
        lines.add(1, name + ":");
        lines.add(2, "runs-on: ubuntu-latest");
        lines.add(
                2,
                "container: " + (pipeline.image().isEmpty() ? "${{ vars.FAIRLEAD_IMAGE }}" : scalar(pipeline.image())));
        if (runs) {
            lines.add(2, "needs: " + needs);
        }
        lines.add(2, "steps:");
        lines.add(3, "- uses: actions/checkout@v4");
        cache("fairlead", ".cache/fairlead/scripts", pipeline.script());
        pipeline.caches().forEach(cache -> cache(cache.name(), cache.directory(), cache.keyFile()));
        if (runs) {
            kubeconfig();
        }
        stages.forEach(stage -> stage(stage, runs));
        if (runs) {
            reports(name);
        }
    }

    private void cache(String prefix, String directory, String keyFile) {
        lines.add(3, "- uses: actions/cache@v4", "  with:");
        lines.add(5, "path: " + scalar(directory));
        lines.add(5, "key: " + YamlLines.scalar(prefix + "-${{ hashFiles('" + keyFile.replace("'", "''") + "') }}"));
    }

    private void kubeconfig() {
        lines.add(3, "- name: Write the kubeconfig", "  env:");
        lines.add(5, "KUBECONFIG_TEXT: ${{ secrets.KUBECONFIG }}");
        lines.add(4, "run: |");
        lines.add(
                5,
                "umask 077",
                "printf '%s\\n' \"$KUBECONFIG_TEXT\" > \"$RUNNER_TEMP/kubeconfig\"",
                "echo \"KUBECONFIG=$RUNNER_TEMP/kubeconfig\" >> \"$GITHUB_ENV\"");
    }

    private void stage(Pipeline.Stage stage, boolean runs) {
        lines.add(3, "- name: " + scalar(stage.name()));
        if (runs && !pipeline.inputs().isEmpty()) {
            lines.add(4, "env:");
            for (Input input : pipeline.inputs()) {
                String from = input.secret() ? "secrets." + input.variable() : "inputs." + input.id();
                lines.add(5, input.variable() + ": ${{ " + from + " }}");
            }
        }
        lines.add(4, "shell: sh", "run: |");
        lines.add(5, runs ? RunLine.run(pipeline, stage.options(), stage.report()) : RunLine.check(pipeline));
    }

    private void reports(String job) {
        lines.add(3, "- uses: actions/upload-artifact@v4", "  if: always()", "  with:");
        lines.add(5, "name: fairlead-" + job, "path: " + Pipeline.REPORTS);
        lines.add(5, "if-no-files-found: ignore");
    }

    /** A scalar in which nothing is an expression. */
    private static String scalar(String value) {
        return YamlLines.scalar(value.replace("${{", "$ {{"));
    }
}
