package dev.fairlead.script.export;

import java.util.List;

/** A declarative pipeline of Jenkins; its shell text is in quotes in which Groovy replaces nothing. */
final class JenkinsText {
    private final Pipeline pipeline;
    private final YamlLines lines = new YamlLines(4);

    private JenkinsText(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    static String of(Pipeline pipeline) {
        JenkinsText text = new JenkinsText(pipeline);
        text.head();
        text.lines.add(1, "stages {");
        text.stage("build", RunLine.check(pipeline), false);
        text.stage("test", RunLine.run(pipeline, "--dry-run", "test"), true);
        for (Pipeline.Stage stage : pipeline.stages()) {
            text.stage(stage.name(), RunLine.run(pipeline, stage.options(), stage.report()), true);
        }
        text.lines.add(1, "}");
        text.post();
        return text.lines.toString();
    }

    private void head() {
        lines.add(
                0,
                "// " + YamlLines.comment(pipeline.title()),
                "//",
                "// Written by: fairlead script export " + YamlLines.comment(pipeline.script()) + " --ci jenkins",
                "// Credentials that it needs: kubeconfig (secret file)"
                        + String.join(
                                "",
                                pipeline.secrets().stream()
                                        .map(secret -> ", " + credential(secret) + " (secret text)")
                                        .toList()),
                "pipeline {");
        lines.add(1, "agent {");
        lines.add(2, "docker {", "    image params.FAIRLEAD_IMAGE", "}");
        lines.add(1, "}", "options {", "    disableConcurrentBuilds()", "}", "parameters {");
        string("FAIRLEAD_IMAGE", pipeline.image(), "the image of fairlead that the stages run in");
        for (Input input : pipeline.shown()) {
            if (input.flag()) {
                lines.add(
                        2,
                        "booleanParam(name: " + quoted(input.variable()) + ", defaultValue: false, description: "
                                + quoted(input.label()) + ")");
            } else {
                string(input.variable(), input.standard(), input.label());
            }
        }
        lines.add(1, "}");
    }

    private void string(String name, String value, String description) {
        lines.add(
                2,
                "string(name: " + quoted(name) + ", defaultValue: " + quoted(value) + ", description: "
                        + quoted(description) + ")");
    }

    private void stage(String name, List<String> script, boolean runs) {
        lines.add(2, "stage(" + quoted(name) + ") {");
        lines.add(3, "steps {");
        if (runs) {
            lines.add(4, "withCredentials([");
            lines.add(5, "file(credentialsId: 'kubeconfig', variable: 'KUBECONFIG'),");
            pipeline.secrets()
                    .forEach(secret -> lines.add(
                            5,
                            "string(credentialsId: " + quoted(credential(secret)) + ", variable: "
                                    + quoted(secret.variable()) + "),"));
            lines.add(4, "]) {");
        }
        int depth = runs ? 5 : 4;
        lines.add(depth, "sh '''");
        script.forEach(line -> lines.add(depth + 1, escaped(line)));
        lines.add(depth, "'''");
        if (runs) {
            lines.add(4, "}");
        }
        lines.add(3, "}");
        lines.add(2, "}");
    }

    private void post() {
        lines.add(1, "post {", "    always {");
        lines.add(3, "junit testResults: '" + Pipeline.REPORTS + "/*.xml', allowEmptyResults: true");
        lines.add(2, "}");
        lines.add(1, "}");
        lines.add(0, "}");
    }

    private static String credential(Input secret) {
        return "fairlead-" + secret.id();
    }

    private static String quoted(String text) {
        return "'" + escaped(text).replace("\n", "\\n") + "'";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
