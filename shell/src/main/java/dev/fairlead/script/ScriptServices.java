package dev.fairlead.script;

import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;

/** The services behind {@link ScriptApi}, before it is known who listens to them. */
public record ScriptServices(Clusters clusters) {

    /** The API for one script or session. */
    public ScriptApi listening(ProgressListener progress) {
        return new ScriptApi(new BuildApi(), new ImageApi(), new ClusterApi(clusters), new RolloutApi(), progress);
    }
}
