package dev.fairlead.script.api;

import dev.fairlead.applyset.ApplySetService;
import dev.fairlead.build.BuildService;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.image.ImageService;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.multicluster.MultiClusterService;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.script.io.ExternalAccess;
import dev.fairlead.script.io.StubbedResponses;
import java.util.function.Supplier;

/**
 * The services behind {@link ScriptApi}, before it is known who listens to them.
 *
 * @param builds those of the place where the session is when they are asked, as {@code images}
 */
public record ScriptServices(
        Supplier<BuildService> builds,
        Supplier<ImageService> images,
        ClusterService clusters,
        RolloutService rollouts,
        ApplySetService sets,
        ReleaseService releases,
        MultiClusterService fleets,
        ShellLines lines,
        ExternalAccess outside) {

    /** The same where these are said in the place of what scripts ask outside. */
    public ScriptServices answering(StubbedResponses answers) {
        return new ScriptServices(
                builds, images, clusters, rollouts, sets, releases, fleets, lines, outside.answering(answers));
    }

    /** From now on, whether changes are only planned, checked by the servers and told. */
    public void rehearse(boolean only) {
        clusters.rehearse(only);
        images.get().rehearse(only);
    }

    /** The API for one script or session. */
    public ScriptApi listening(ProgressListener progress) {
        return listening(progress, ClusterScope.CURRENT);
    }

    /** @param scope where {@code cluster} and {@code rollout} work unless they are told otherwise */
    public ScriptApi listening(ProgressListener progress, ClusterScope scope) {
        return new ScriptApi(
                new BuildApi(builds, progress),
                new ImageApi(images, progress),
                new ClusterApi(clusters, progress, scope),
                new RolloutApi(this, progress, scope),
                outside,
                scope.equals(ClusterScope.CURRENT) ? lines : ShellLines.NONE,
                progress);
    }
}
