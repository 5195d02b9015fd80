package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageReference;
import dev.fairlead.multicluster.ContextsDeployResult;
import dev.fairlead.multicluster.MultiClusterService;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.rollout.deploy.DeploysWorkload;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.WorkloadRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deploy",
        description = "Make or update a deployment and its service, and wait until it is current."
                + " On an existing one only what the line names is changed.")
@DeploysWorkload
final class RolloutDeploy implements ShellCommand<ContextsDeployResult> {
    @Parameters(paramLabel = "NAME", description = "Of the deployment and the service.")
    private String name;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The image to run; an existing deployment keeps its own if not given.")
    @Completes(Candidate.IMAGE)
    private @Nullable ImageReference image;

    @Option(names = "--container", paramLabel = "NAME", description = "Which container, where there are several.")
    private @Nullable String container;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "The port the container listens on; makes a service.")
    private @Nullable Integer port;

    @Option(
            names = "--service-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "The service's port; --port's if not given.")
    private @Nullable Integer servicePort;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            converter = PodCount.class,
            description = "How many pods; 1 for a new deployment.")
    private @Nullable Integer replicas;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "KEY=VALUE",
            description = "Set a variable; repeatable.")
    private Map<String, String> env = new LinkedHashMap<>();

    @Option(
            names = "--cpu",
            paramLabel = "QUANTITY",
            converter = QuantityText.class,
            description = "The CPU that a pod is sure of, e.g. 250m.")
    private @Nullable String cpu;

    @Option(
            names = "--memory",
            paramLabel = "QUANTITY",
            converter = QuantityText.class,
            description = "The memory that a pod is sure of, e.g. 128Mi.")
    private @Nullable String memory;

    @Option(
            names = "--cpu-limit",
            paramLabel = "QUANTITY",
            converter = QuantityText.class,
            description = "The CPU that a pod may use at most.")
    private @Nullable String cpuLimit;

    @Option(
            names = "--memory-limit",
            paramLabel = "QUANTITY",
            converter = QuantityText.class,
            description = "The memory that a pod may use at most.")
    private @Nullable String memoryLimit;

    @Option(names = "--readiness", paramLabel = "PATH", description = "Ready when this HTTP path answers.")
    private @Nullable String readiness;

    @Option(names = "--liveness", paramLabel = "PATH", description = "Restarted when this HTTP path stops answering.")
    private @Nullable String liveness;

    @Option(names = "--startup", paramLabel = "PATH", description = "Started when this HTTP path answers first.")
    private @Nullable String startup;

    @Option(
            names = "--drain",
            paramLabel = "DURATION",
            description = "How long a pod that is to go still serves; 5s for a new deployment with a port, 0 for none.")
    private @Nullable Duration drain;

    @Option(names = "--max-surge", paramLabel = "N|N%", description = "Pods above the count during an update.")
    private @Nullable String maxSurge;

    @Option(names = "--max-unavailable", paramLabel = "N|N%", description = "Pods below the count during an update.")
    private @Nullable String maxUnavailable;

    @Option(names = "--pull-secret", paramLabel = "NAME", description = "The secret with the registry's credentials.")
    private @Nullable String pullSecret;

    @Option(names = "--run-as-user", paramLabel = "UID", description = "Run as this numeric user.")
    private @Nullable Long runAsUser;

    @Option(names = "--allow-root", description = "Leave out the rules that forbid root and privileges.")
    private boolean allowRoot;

    @Option(names = "--create-namespace", description = "Make the namespace if it is missing.")
    private boolean createNamespace;

    @Option(
            names = "--change-cause",
            paramLabel = "TEXT",
            description = "Why, for the history; name and image if not given.")
    private @Nullable String changeCause;

    @Option(
            names = "--dry-run",
            description = "Let the server check the change without making it; with a strategy, show the plan.")
    private boolean dryRun;

    @Mixin
    private StrategyOptions strategy;

    @Mixin
    private NotificationOptions notices;

    @Mixin
    private MultiClusterOptions fleet;

    @Mixin
    private ScopeOptions scope;

    @Mixin
    private WaitOptions wait;

    private final ReleaseService releases;
    private final MultiClusterService fleets;

    RolloutDeploy(ReleaseService releases, MultiClusterService fleets) {
        this.releases = releases;
        this.fleets = fleets;
    }

    @Override
    public ContextsDeployResult run(ProgressListener progress) {
        DeployRequest.Builder request = DeployRequest.named(name)
                .image(image == null ? "" : image.toString())
                .allowRoot(allowRoot)
                .createNamespace(createNamespace)
                .dryRun(dryRun)
                .scope(scope.scope())
                .rules(wait.over(releases.settled()));
        shape(request);
        resources(request);
        ReleaseRequest.Builder release = ReleaseRequest.of(request);
        strategy.on(release);
        release.audience(notices.audience());
        return fleets.deploy(fleet.request(WorkloadRef.deployment(name), scope.scope()), release.build(), progress);
    }

    private void shape(DeployRequest.Builder request) {
        env.forEach(request::env);
        if (container != null) {
            request.container(container);
        }
        if (port != null) {
            request.port(port);
        }
        if (servicePort != null) {
            request.servicePort(servicePort);
        }
        if (replicas != null) {
            request.replicas(replicas);
        }
        if (pullSecret != null) {
            request.pullSecret(pullSecret);
        }
        if (runAsUser != null) {
            request.runAsUser(runAsUser);
        }
        if (maxSurge != null) {
            request.maxSurge(maxSurge);
        }
        if (maxUnavailable != null) {
            request.maxUnavailable(maxUnavailable);
        }
        if (changeCause != null) {
            request.changeCause(changeCause);
        } else if (!changesCountOnly()) {
            // A count makes no revision, and the present one keeps its cause.
            request.changeCause("rollout deploy " + name + (image == null ? "" : " --image " + image));
        }
    }

    private boolean changesCountOnly() {
        return replicas != null
                && env.isEmpty()
                && Stream.of(
                                image,
                                port,
                                cpu,
                                memory,
                                cpuLimit,
                                memoryLimit,
                                readiness,
                                liveness,
                                startup,
                                drain,
                                pullSecret,
                                runAsUser)
                        .allMatch(Objects::isNull);
    }

    private void resources(DeployRequest.Builder request) {
        if (cpu != null) {
            request.request("cpu", cpu);
        }
        if (memory != null) {
            request.request("memory", memory);
        }
        if (cpuLimit != null) {
            request.limit("cpu", cpuLimit);
        }
        if (memoryLimit != null) {
            request.limit("memory", memoryLimit);
        }
        if (readiness != null) {
            request.readiness(readiness);
        }
        if (liveness != null) {
            request.liveness(liveness);
        }
        if (startup != null) {
            request.startup(startup);
        }
        if (drain != null) {
            request.drain(drain);
        }
    }
}
