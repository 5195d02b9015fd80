package dev.fairlead.script;

import dev.fairlead.cluster.ClusterIdentity;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.script.api.ScriptServices;
import dev.fairlead.script.report.ScriptReport;
import dev.fairlead.script.run.GitFacts;
import dev.fairlead.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a run is, for its report. */
final class RunPlace {
    private static final Map<String, String> SYSTEMS = Map.of(
            "GITLAB_CI", "GitLab CI",
            "GITHUB_ACTIONS", "GitHub Actions",
            "JENKINS_URL", "Jenkins",
            "BUILDKITE", "Buildkite",
            "CIRCLECI", "CircleCI",
            "TF_BUILD", "Azure Pipelines");

    private RunPlace() {}

    /** @param directory that of the script */
    static ScriptReport.Environment of(Settings settings, ScriptServices services, Path directory) {
        Optional<KubeContext> context = context(services);
        String version = RunPlace.class.getPackage().getImplementationVersion();
        return new ScriptReport.Environment(
                version == null ? "" : version,
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                settings.variable("USER", System.getProperty("user.name", "")),
                host(),
                settings.workingDirectory().toString(),
                SYSTEMS.entrySet().stream()
                        .filter(system ->
                                !settings.variable(system.getKey(), "").isEmpty())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(settings.variable("CI", "").isEmpty() ? "" : "CI"),
                context.map(KubeContext::name).orElse(""),
                context.map(KubeContext::namespace).orElse(""),
                cluster(services),
                git(directory));
    }

    /** Where the run has talked to it, and it still answers. */
    private static Optional<ScriptReport.Cluster> cluster(ScriptServices services) {
        try {
            if (!services.clusters().isConnected()) {
                return Optional.empty();
            }
            ClusterIdentity identity = services.clusters().identity(ClusterScope.CURRENT);
            return Optional.of(new ScriptReport.Cluster(
                    identity.server(), services.clusters().version(ClusterScope.CURRENT), identity.uid()));
        } catch (OpsException e) {
            // what a user may not see, or a server that is gone does not tell, a report cannot have
            return Optional.empty();
        }
    }

    private static Optional<ScriptReport.Git> git(Path directory) {
        try {
            GitFacts facts = GitFacts.of(directory);
            return Optional.of(new ScriptReport.Git(facts.sha(), facts.branch(), facts.tag(), facts.dirty()));
        } catch (OpsException e) {
            // many scripts are in no repository
            return Optional.empty();
        }
    }

    private static Optional<KubeContext> context(ScriptServices services) {
        try {
            return services.clusters().contexts().stream()
                    .filter(KubeContext::current)
                    .findFirst();
        } catch (OpsException e) {
            // a report of a run without a cluster has none
            return Optional.empty();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
