package dev.fairlead.script.job;

import dev.fairlead.build.BuildService;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.CurrentLine;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.DeclaredRights;
import dev.fairlead.script.CheckResult;
import dev.fairlead.script.InvalidScript;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.ScriptStudy;
import dev.fairlead.script.ast.DeclaredParameter;
import dev.fairlead.script.run.RunOptions;
import dev.fairlead.script.run.RunWords;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs scripts as Jobs in the session's namespace. */
public final class ScriptJobs {
    private static final int MOST_OF_NAME = 30;

    private final Supplier<ScriptService> scripts;
    private final Clusters clusters;
    private final Settings settings;
    private final Journal journal;
    private final VerbRights verbs;
    private final Supplier<JobImage> image;

    /** @param jar where fairlead's own jar is */
    public ScriptJobs(
            Supplier<ScriptService> scripts,
            Clusters clusters,
            Settings settings,
            Journal journal,
            Supplier<BuildService> builds,
            Supplier<ImageService> images,
            Supplier<Path> jar,
            Function<String, Optional<DeclaredRights>> commands) {
        this.scripts = scripts;
        this.clusters = clusters;
        this.settings = settings;
        this.journal = journal;
        this.verbs = new VerbRights(commands);
        this.image = () -> new JobImage(builds.get(), images.get(), jar);
    }

    /** What the script's calls need; nothing is made. */
    public JobRoleRules rights(JobRequest request) {
        return rights(study(request), clusters.open(ClusterScope.CURRENT), request);
    }

    /**
     * Runs a script to its end, shows its log meanwhile, and takes everything away again.
     *
     * @throws OpsException of the kind that the script's exit code stands for
     */
    public JobResult run(JobRequest request, ProgressListener progress) {
        ScriptStudy study = study(request);
        ClusterClient cluster = clusters.open(ClusterScope.CURRENT);
        JobRoleRules rights = rights(study, cluster, request);
        tell(rights, progress);
        ImageReference pushed = image.get().pushed(named(request), base(request), progress);
        String name = name(request.script());
        MadeObjects made = new MadeObjects(cluster);
        JobWatch watch = new JobWatch(cluster, name, progress);
        try {
            make(study, request, rights, pushed.toString(), name, made, cluster, progress);
            ChangePlace place = ChangePlace.in(cluster.context(), cluster.namespace());
            journal.record(place, "run in cluster", "job/" + name, "created");
            return followed(study, request, watch, name, pushed, cluster);
        } catch (Cancelled e) {
            throw cancelled(study, request, name, watch);
        } finally {
            if (!request.keep()) {
                made.remove(progress);
            }
        }
    }

    private JobResult followed(
            ScriptStudy study,
            JobRequest request,
            JobWatch watch,
            String name,
            ImageReference pushed,
            ClusterClient cluster) {
        Instant began = Instant.now();
        JobWatch.Ending ending = watch.ending();
        String script = study.outline().file();
        String run = leavings(study, request).take(watch.handover(), script, request.script());
        if (ending.exitCode() != 0) {
            throw JobLeavings.failure(name, ending, watch.handover());
        }
        Duration took = Duration.between(began, Instant.now());
        return new JobResult(script, name, cluster.namespace(), pushed.toString(), took, run, request.keep());
    }

    private Cancelled cancelled(ScriptStudy study, JobRequest request, String name, JobWatch watch) {
        if (request.keep()) {
            return new Cancelled(
                    "no longer following job/" + name + "; it goes on",
                    List.of("cluster logs job/" + name + " --follow", "cluster delete job/" + name));
        }
        List<String> hints = new ArrayList<>();
        CurrentLine.evenIfCancelled(() -> {
            watch.end();
            String run = leavings(study, request)
                    .take(watch.handover(), study.outline().file(), request.script());
            if (!run.isEmpty()) {
                hints.add("script resume " + run);
            }
        });
        return new Cancelled("cancelled job/" + name + "; it is removed", hints);
    }

    private JobLeavings leavings(ScriptStudy study, JobRequest request) {
        return new JobLeavings(
                request.options().and(words(study, request).options()).reports(), settings);
    }

    /** What stands behind the script's name may be the run's as well. */
    private static RunWords words(ScriptStudy study, JobRequest request) {
        return RunWords.of(
                request.arguments(),
                study.outline().tree().asked().stream()
                        .map(DeclaredParameter::name)
                        .collect(Collectors.toSet()));
    }

    private ScriptStudy study(JobRequest request) {
        ScriptStudy study = scripts.get().study(request.script());
        if (!study.problems().isEmpty()) {
            throw new InvalidScript(new CheckResult(List.of(study.outline().file()), study.problems()));
        }
        return study;
    }

    private JobRoleRules rights(ScriptStudy study, ClusterClient cluster, JobRequest request) {
        return ScriptRights.of(
                study.outline().tree(), verbs, word -> cluster.discovery().find(word), request.allowed());
    }

    private static void tell(JobRoleRules rights, ProgressListener progress) {
        rights.inNamespaces().forEach(grant -> progress.note("grants " + grant));
        rights.inCluster().forEach(grant -> progress.note("grants " + grant + " in all of the cluster"));
        rights.inSystem().forEach(grant -> progress.note("grants " + grant + " in kube-system"));
        rights.unknown().forEach(progress::warn);
    }

    private ImageReference named(JobRequest request) {
        return ImageReference.parse(request.image()
                .or(() -> settings.preference(PreferenceKey.JOB_IMAGE).map(one -> one.value()))
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new OpsException(
                                FailureKind.USAGE, "what is the image of fairlead to be called in your registry?")
                        .hint("run --in-cluster --image REGISTRY/fairlead " + request.script())));
    }

    private String base(JobRequest request) {
        return request.base()
                .filter(name -> !name.isEmpty())
                .or(() -> settings.preference(PreferenceKey.JOB_BASE).map(one -> one.value()))
                .orElse(PreferenceKey.JOB_BASE.standard());
    }

    private void make(
            ScriptStudy study,
            JobRequest request,
            JobRoleRules rights,
            String image,
            String name,
            MadeObjects made,
            ClusterClient cluster,
            ProgressListener progress) {
        String namespace = cluster.namespace();
        JobObjects objects = new JobObjects(name, namespace);
        Map<String, String> files = JobFiles.of(study.sources(), request.script());
        RunWords parted = words(study, request);
        JobWords words = JobWords.of(parted.script(), study.outline().tree().asked());
        made.make(objects.account(), namespace);
        new JobRights(objects, rights).make(made, namespace, progress);
        made.make(objects.scripts(files, objects.kubeconfig(cluster.context(), ApiAddress.inside(cluster))), namespace);
        if (!words.secrets().isEmpty()) {
            made.make(objects.secret(words.secrets()), namespace);
        }
        List<String> secrets = List.copyOf(words.secrets().keySet());
        List<String> line = new ArrayList<>(List.of("run"));
        RunOptions options = request.options().and(parted.options());
        line.addAll(options.words());
        line.addAll(new JobLeavings(options.reports(), settings).words());
        line.add(List.copyOf(files.keySet()).get(0));
        line.addAll(words.words());
        made.give(made.make(objects.job(image, List.copyOf(files.keySet()), line, secrets, request.keep()), namespace));
    }

    private static String name(Path script) {
        String plain = script.getFileName()
                .toString()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\.jsh$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String brief =
                plain.substring(0, Math.min(MOST_OF_NAME, plain.length())).replaceFirst("-$", "");
        return "fairlead-" + (brief.isEmpty() ? "script" : brief) + "-"
                + Integer.toString(ThreadLocalRandom.current().nextInt(46_656, 1_679_616), 36);
    }
}
