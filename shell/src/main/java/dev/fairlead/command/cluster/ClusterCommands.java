package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.PinAction;
import dev.fairlead.cluster.Pins;
import dev.fairlead.command.CommandGroup;
import dev.fairlead.settings.Settings;
import java.util.List;
import java.util.function.Supplier;

/** The commands of the group {@code cluster}. */
public final class ClusterCommands {
    private ClusterCommands() {}

    /**
     * @param sessionLasts whether more lines follow in this session, so that a change of context has an effect
     * @param settings where pins are kept
     */
    public static CommandGroup group(Supplier<ClusterService> service, boolean sessionLasts, Settings settings) {
        return new CommandGroup("cluster", "Look at a cluster's objects and change them.", () -> {
            ClusterService clusters = service.get();
            return List.of(
                    new ClusterContexts(clusters),
                    new ClusterUse(clusters, sessionLasts),
                    new ClusterNamespaces(clusters),
                    new ClusterInfo(clusters),
                    new ClusterPin(
                            new PinAction(clusters, new Pins(settings.configDirectory()), settings.workingDirectory())),
                    new ClusterKinds(clusters),
                    new ClusterGet(clusters),
                    new ClusterApply(clusters),
                    new ClusterDelete(clusters),
                    new ClusterLogs(clusters));
        });
    }
}
