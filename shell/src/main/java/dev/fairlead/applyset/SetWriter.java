package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.ApplyFailures;
import dev.fairlead.cluster.ManifestKinds;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.cluster.RevertedFieldNotes;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Namespaces;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.model.NamespacedWorkload;
import dev.fairlead.rollout.model.RolloutsFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the members, rank by rank and wave by wave; workloads are followed before what comes after them. */
final class SetWriter {
    private final ClusterClient cluster;
    private final ApplySetRequest request;
    private final RolloutService rollouts;
    private final ObjectApply objects;
    private final RevertedFieldNotes notes;
    private final SetRecord record;
    private final ProgressListener progress;

    SetWriter(
            ClusterClient cluster,
            ApplySetRequest request,
            RolloutService rollouts,
            SetRecord record,
            ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.rollouts = rollouts;
        this.objects = new ObjectApply(cluster, request.has(ApplySetRequest.Wish.FORCE_CONFLICTS));
        this.notes = new RevertedFieldNotes(cluster, request.scope(), progress);
        this.record = record;
        this.progress = progress;
    }

    /** The namespace that the inventory is kept in must be there before the inventory is. */
    void applyNamespace(SetPlan plan, SetState state) {
        String name = cluster.namespace();
        if (!Namespaces.isMissing(cluster, name)) {
            return;
        }
        Optional<SetMember> own = plan.members().stream()
                .filter(member ->
                        member.is("", "Namespace") && member.manifest().name().equals(name))
                .findFirst();
        if (own.isPresent()) {
            apply(own.get(), state);
            return;
        }
        ObjectNode namespace = JsonNodeFactory.instance.objectNode();
        namespace
                .put("apiVersion", "v1")
                .put("kind", "Namespace")
                .putObject("metadata")
                .put("name", name);
        cluster.send("POST", ApiPath.of("v1", "", "namespaces"), ClusterClient.JSON, namespace, ClusterClient.JSON);
        record.add("namespace/" + name, "", "created");
        progress.note("namespace/" + name + " created");
    }

    void apply(SetPlan plan, SetState state) {
        boolean checked = false;
        for (List<SetMember> step : steps(plan.members())) {
            if (!checked && step.get(0).rank().compareTo(ApplyOrder.DEFINITIONS) > 0) {
                checkTheRest(plan);
                checked = true;
            }
            step.forEach(member -> apply(member, state));
            switch (step.get(0).rank()) {
                case DEFINITIONS -> new Definitions(cluster, progress).await(step, plan.members());
                case WORKLOADS -> {
                    step.stream()
                            .filter(member -> member.is("apps", "Deployment"))
                            .filter(member -> plan.pending().contains(member.key()))
                            .forEach(this::sign);
                    follow(step, state);
                }
                default -> {}
            }
        }
        phases(plan.members(), state);
    }

    /** What could not be checked before its namespace or its kind was there. */
    private void checkTheRest(SetPlan plan) {
        List<SetMember> rest = plan.checks().stream()
                .filter(check -> check.outcome().equals(CheckedMember.NOT_CHECKED))
                .map(CheckedMember::member)
                .filter(member -> member.rank().compareTo(ApplyOrder.DEFINITIONS) > 0)
                .map(SetMember::served)
                .toList();
        String done = "only namespaces and definitions of kinds were applied";
        new SetPreflight(objects, plan.live(), progress, request.line(), done).check(rest, Set.of());
    }

    /** Members of the same rank and wave, in order. */
    private static List<List<SetMember>> steps(List<SetMember> members) {
        Map<String, List<SetMember>> steps = new LinkedHashMap<>();
        members.forEach(member -> steps.computeIfAbsent(member.rank() + " " + member.wave(), step -> new ArrayList<>())
                .add(member));
        return List.copyOf(steps.values());
    }

    private void apply(SetMember member, SetState state) {
        long began = System.nanoTime();
        try {
            if (member.unserved()) {
                new ManifestKinds(cluster).awaitServed(member.manifest());
            }
            Optional<JsonNode> before = cluster.find(member.path());
            ObjectApply.Applied applied =
                    objects.apply(member.path(), member.body(), before, member.autoscaled(), false);
            notes.tell(member.ref(), member.namespace(), applied);
            state.applied(member, applied);
            String title = member.ref() + " " + applied.outcome();
            progress.on(new ProgressEvent.Finished(
                    member.ref().toString(), title, true, Duration.ofNanos(System.nanoTime() - began)));
            if (!applied.outcome().equals("unchanged")) {
                record.add(member.ref().toString(), member.namespace(), applied.outcome());
            }
        } catch (ApiFailure e) {
            throw ApplyFailures.of(member.manifest(), member.ref(), e, request.line());
        }
    }

    private void sign(SetMember deployment) {
        deployment
                .workload()
                .ifPresent(one -> rollouts.sign(request.scope().inNamespace(one.namespace()), one.ref(), progress));
    }

    private void follow(List<SetMember> step, SetState state) {
        List<NamespacedWorkload> workloads = new ArrayList<>();
        for (SetMember member : step) {
            member.workload().ifPresent(workload -> {
                if (member.body().path("spec").path("paused").asBoolean()) {
                    progress.warn(workload.ref() + " is paused: the change waits for rollout resume " + workload.ref()
                            + " -n " + workload.namespace());
                } else {
                    workloads.add(workload.wrote(state.written(member)));
                }
            });
        }
        if (workloads.isEmpty() || !request.rules().follow()) {
            return;
        }
        try {
            state.followed(rollouts.statuses(request.scope(), workloads, request.rules(), progress));
        } catch (RolloutsFailed e) {
            state.followed(e.statuses());
            throw e;
        }
    }

    private void phases(List<SetMember> members, SetState state) {
        members.stream()
                .filter(member -> member.is("", "PersistentVolumeClaim") || member.is("", "Namespace"))
                .forEach(member -> cluster.find(member.path()).ifPresent(now -> state.phase(member, now)));
    }
}
