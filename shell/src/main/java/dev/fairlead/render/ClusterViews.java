package dev.fairlead.render;

import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.ClusterState;
import dev.fairlead.cluster.ContextChange;
import dev.fairlead.cluster.DeploymentSummary;
import dev.fairlead.cluster.LogLine;
import dev.fairlead.cluster.NamespaceSummary;
import dev.fairlead.cluster.ObjectEvent;
import dev.fairlead.cluster.ObjectRef;
import dev.fairlead.cluster.ObjectSet;
import dev.fairlead.cluster.PinnedCluster;
import dev.fairlead.cluster.PodSummary;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.kubernetes.ResourceType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How contexts, objects of a cluster and what was done to them look. */
final class ClusterViews {
    private ClusterViews() {}

    static void addTo(Views views) {
        contexts(views);
        objects(views);
        summaries(views);
        views.add(View.of(ClusterState.class).text(ClusterViews::state).name(ClusterState::context));
        views.add(View.of(LogLine.class)
                .text(ClusterViews::logLine)
                .verbatim(LogLine::raw)
                .name(LogLine::pod));
    }

    private static void contexts(Views views) {
        views.add(View.of(KubeContext.class)
                .column("CURRENT", c -> c.current() ? "*" : "")
                .column("NAME", KubeContext::name)
                .column("CLUSTER", KubeContext::cluster)
                .column("NAMESPACE", KubeContext::namespace)
                .wide("USER", KubeContext::user)
                .wide("SERVER", KubeContext::server)
                .name(KubeContext::name));
        views.add(View.of(ContextChange.class)
                .text(ClusterViews::change)
                .name(change -> change.context().name()));
        views.add(View.of(PinnedCluster.class)
                .text(pin -> List.of("context " + pin.context() + " is " + pin.name() + ": UID " + pin.uid()
                        + ", kept in " + pin.file()))
                .name(PinnedCluster::name));
        views.add(View.of(NamespaceSummary.class)
                .column("CURRENT", n -> n.current() ? "*" : "")
                .column("NAME", NamespaceSummary::name)
                .column("STATUS", NamespaceSummary::status)
                .column("AGE", n -> age(n.created()))
                .name(NamespaceSummary::name));
        views.add(View.of(ResourceType.class)
                .column("NAME", ResourceType::plural)
                .column("SHORT", t -> String.join(",", t.shortNames()))
                .column("APIVERSION", ResourceType::apiVersion)
                .column("NAMESPACED", ResourceType::namespaced)
                .column("KIND", ResourceType::kind)
                .wide("VERBS", t -> String.join(",", t.verbs()))
                .wide("CATEGORIES", t -> String.join(",", t.categories()))
                .name(ResourceType::qualified));
    }

    private static void objects(Views views) {
        views.add(View.of(ObjectSet.class)
                .grids(ObjectGrids::of)
                .names(set -> set.references().stream().map(ObjectRef::toString).toList()));
        views.add(View.of(ObjectEvent.class)
                .grids(ObjectGrids::of)
                .name(event ->
                        ObjectRef.of(event.first().type(), event.row().name()).toString()));
        views.add(View.of(AppliedObject.class)
                .column("OBJECT", AppliedObject::object)
                .column("NAMESPACE", AppliedObject::namespace)
                .column("RESULT", o -> o.outcome() + (o.dryRun() ? " (dry run)" : ""))
                .below(AppliedObject::diff)
                .name(o -> o.object().toString()));
    }

    private static void summaries(Views views) {
        views.add(View.of(PodSummary.class)
                .column("NAME", PodSummary::name)
                .column("READY", p -> p.readyContainers() + "/" + p.containers())
                .column("STATUS", PodSummary::status)
                .column("RESTARTS", PodSummary::restarts)
                .column("AGE", p -> age(p.created()))
                .wide("NODE", PodSummary::node)
                .wide("IMAGES", p -> String.join(",", p.images()))
                .name(p -> "pod/" + p.name()));
        views.add(View.of(DeploymentSummary.class)
                .column("NAME", DeploymentSummary::name)
                .column("READY", d -> d.ready() + "/" + d.replicas())
                .column("UP-TO-DATE", DeploymentSummary::updated)
                .column("AVAILABLE", DeploymentSummary::available)
                .column("AGE", d -> age(d.created()))
                .wide("IMAGES", d -> String.join(",", d.images()))
                .name(d -> "deployment.apps/" + d.name()));
    }

    private static List<String> change(ContextChange change) {
        KubeContext now = change.context();
        List<String> lines = new ArrayList<>();
        lines.add("context " + now.name() + ", namespace " + now.namespace() + ", " + now.server());
        for (Path file : change.savedIn()) {
            lines.add("saved in " + file);
        }
        return lines;
    }

    private static List<String> state(ClusterState state) {
        List<String> lines = new ArrayList<>();
        lines.add("context      " + state.context());
        lines.add("namespace    " + state.namespace());
        lines.add("server       " + state.server() + " (answers in " + state.latencyMillis() + " ms)");
        lines.add("version      " + state.version() + ", " + state.platform());
        lines.add("nodes        "
                + state.nodes()
                        .map(all -> state.nodesReady().orElse(0) + " of " + all + " ready")
                        .orElse("not for this user to see"));
        lines.add("API groups   " + state.apiGroups());
        String groups = state.groups().isEmpty() ? "" : " (" + String.join(", ", state.groups()) + ")";
        lines.add("user         " + state.user() + groups);
        state.certificateExpires().ifPresent(at -> lines.add("certificate  expires " + at));
        return lines;
    }

    private static List<String> logLine(LogLine line) {
        String prefix = line.prefix().isEmpty() ? "" : "[" + line.prefix() + "] ";
        String time = line.time().map(at -> at + " ").orElse("");
        return List.of(prefix + time + line.line());
    }

    private static String age(Instant created) {
        return Shown.age(created, Instant.now());
    }
}
