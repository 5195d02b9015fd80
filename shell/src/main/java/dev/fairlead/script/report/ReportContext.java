package dev.fairlead.script.report;

/** What the script was given, and where it ran. */
final class ReportContext {
    private final Markup page;
    private final ScriptReport report;

    ReportContext(Markup page, ScriptReport report) {
        this.page = page;
        this.report = report;
    }

    void write() {
        if (!report.parameters().isEmpty()) {
            page.open("section", "id", "parameters").leaf("h2", "Parameters").open("dl", "class", "pairs");
            for (ScriptReport.Parameter parameter : report.parameters()) {
                String value = parameter.value().isEmpty() ? "not given" : parameter.value();
                pair(parameter.name(), parameter.secret() ? value + " (secret)" : value);
            }
            page.close("dl").close("section").raw("\n");
        }
        page.open("section", "id", "environment").leaf("h2", "Environment").open("dl", "class", "pairs");
        environment(report.environment());
        pair("script", report.hash());
        page.close("dl").close("section").raw("\n");
    }

    private void environment(ScriptReport.Environment environment) {
        pair("fairlead", environment.fairlead());
        pair("Java", environment.java());
        pair("system", environment.system());
        pair("host", environment.host());
        pair("user", environment.user());
        pair("directory", environment.directory());
        pair("CI", environment.continuousIntegration());
        pair("context", environment.context());
        pair("namespace", environment.namespace());
        environment.cluster().ifPresent(cluster -> {
            pair("cluster", cluster.server() + ", Kubernetes " + cluster.version());
            pair("cluster's UID", cluster.uid());
        });
        environment.git().ifPresent(git -> {
            String name = git.branch().isEmpty() ? "" : " on " + git.branch();
            String tag = git.tag().isEmpty() ? "" : ", tag " + git.tag();
            pair("commit", git.sha() + name + tag + (git.dirty() ? ", with changes that are not committed" : ""));
        });
    }

    private void pair(String name, String value) {
        if (!value.isEmpty()) {
            page.leaf("dt", name).leaf("dd", value).raw("\n");
        }
    }
}
