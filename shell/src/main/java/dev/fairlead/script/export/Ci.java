package dev.fairlead.script.export;

import java.util.function.Function;

/** Where pipelines run. */
public enum Ci {
    gitlab(".gitlab-ci.yml", GitlabText::of),
    github(".github/workflows/deploy.yml", GithubText::of),
    jenkins("Jenkinsfile", JenkinsText::of);

    private final String usualFile;
    private final Function<Pipeline, String> text;

    Ci(String usualFile, Function<Pipeline, String> text) {
        this.usualFile = usualFile;
        this.text = text;
    }

    /** Where its pipelines are looked for. */
    public String usualFile() {
        return usualFile;
    }

    String text(Pipeline pipeline) {
        return text.apply(pipeline);
    }
}
