package dev.fairlead.script.job;

import dev.fairlead.build.BuildService;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.CheckResult;
import dev.fairlead.script.InvalidScript;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.ScriptStudy;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Runs scripts as Jobs in the session's namespace. */
public final class ScriptJobs {
    private static final int MOST_OF_NAME = 30;

    private final Supplier<ScriptService> scripts;
    private final Clusters clusters;
    private final Settings settings;
    private final Journal journal;
    private final Supplier<JobImage> image;

    /** @param jar where fairlead's own jar is */
    public ScriptJobs(
            Supplier<ScriptService> scripts,
            Clusters clusters,
            Settings settings,
            Journal journal,
            Supplier<BuildService> builds,
            Supplier<ImageService> images,
            Supplier<Path> jar) {
        this.scripts = scripts;
        this.clusters = clusters;
        this.settings = settings;
        this.journal = journal;
        this.image = () -> new JobImage(builds.get(), images.get(), jar);
    }

    /** What the script's calls need; nothing is made. */
    public Rights rights(JobRequest request) {
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
        Rights rights = rights(study, cluster, request);
        tell(rights, progress);
        ImageReference pushed = image.get().pushed(named(request), base(request), progress);
        Instant began = Instant.now();
        String name = name(request.script());
        MadeObjects made = new MadeObjects(cluster);
        try {
            make(study, request, rights, pushed.toString(), name, made, cluster, progress);
            journal.record(cluster.place(), "run in cluster", "job/" + name, "created");
            JobWatch watch = new JobWatch(cluster, name, progress);
            requireWell(watch.exitCode(), name, watch);
        } catch (Cancelled e) {
            throw new Cancelled("cancelled job/" + name + (request.keep() ? "; it goes on" : "; it is removed"));
        } finally {
            if (!request.keep()) {
                made.remove(progress);
            }
        }
        Duration took = Duration.between(began, Instant.now());
        return new JobResult(
                study.outline().file(), name, cluster.namespace(), pushed.toString(), took, request.keep());
    }

    private ScriptStudy study(JobRequest request) {
        ScriptStudy study = scripts.get().study(request.script());
        if (!study.problems().isEmpty()) {
            throw new InvalidScript(new CheckResult(List.of(study.outline().file()), study.problems()));
        }
        return study;
    }

    private static Rights rights(ScriptStudy study, ClusterClient cluster, JobRequest request) {
        return RightsOf.of(study.outline().tree(), word -> cluster.discovery().find(word), request.allowed());
    }

    private static void tell(Rights rights, ProgressListener progress) {
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

    private static void make(
            ScriptStudy study,
            JobRequest request,
            Rights rights,
            String image,
            String name,
            MadeObjects made,
            ClusterClient cluster,
            ProgressListener progress) {
        String namespace = cluster.namespace();
        JobObjects objects = new JobObjects(name, namespace);
        Map<String, String> files = JobFiles.of(study.sources(), request.script());
        JobWords words = JobWords.of(request.arguments(), study.outline().tree().asked());
        made.make(objects.account(), namespace);
        new JobRights(objects, rights).make(made, namespace, progress);
        made.make(objects.scripts(files, objects.kubeconfig(cluster.context(), ApiAddress.inside(cluster))), namespace);
        if (!words.secrets().isEmpty()) {
            made.make(objects.secret(words.secrets()), namespace);
        }
        List<String> secrets = List.copyOf(words.secrets().keySet());
        made.make(objects.job(image, List.copyOf(files.keySet()), words.words(), secrets), namespace);
    }

    private static void requireWell(int exitCode, String name, JobWatch watch) {
        if (exitCode == 0) {
            return;
        }
        FailureKind kind = Arrays.stream(FailureKind.values())
                .filter(one -> one.exitCode() == exitCode)
                .findFirst()
                .orElse(FailureKind.FAILED);
        String why = watch.lastError().isEmpty() ? "it ended with " + exitCode : watch.lastError();
        throw new OpsException(kind, "job/" + name + " failed: " + why);
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
