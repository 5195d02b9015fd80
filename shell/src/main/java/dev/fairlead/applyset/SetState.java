package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.NamespacedWorkload;
import dev.fairlead.rollout.model.WrittenTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far the work on a set has come. */
final class SetState {
    static final String NOT_APPLIED = "not applied";

    private final List<SetMember> members;
    private final Map<ObjectKey, ObjectApply.Applied> applied = new LinkedHashMap<>();
    private final List<RolloutStatus> statuses = new ArrayList<>();
    private final Map<ObjectKey, String> phases = new LinkedHashMap<>();
    private final List<SetObject> leftovers = new ArrayList<>();

    SetState(List<SetMember> members) {
        this.members = members;
    }

    void applied(SetMember member, ObjectApply.Applied outcome) {
        applied.put(member.key(), outcome);
    }

    void followed(List<RolloutStatus> of) {
        statuses.addAll(of);
    }

    /** The phase of a PersistentVolumeClaim or a Namespace, as it is now. */
    void phase(SetMember member, JsonNode now) {
        phases.put(member.key(), now.path("status").path("phase").asText(""));
    }

    void add(OrphanedObject leftover, String outcome) {
        ObjectKey key = leftover.entry().key();
        leftovers.add(new SetObject(key.ref(), key.namespace(), outcome, "", leftover.why(), List.of()));
    }

    void add(AppliedObject deleted) {
        leftovers.add(new SetObject(deleted.object(), deleted.namespace(), deleted.outcome(), "", "", List.of()));
    }

    int appliedCount() {
        return applied.size();
    }

    /** The uid that an object has, where it is known. */
    Optional<String> uid(SetMember member) {
        return Optional.ofNullable(applied.get(member.key()))
                .map(outcome -> outcome.after().path("metadata").path("uid").asText());
    }

    /** The pod template that the server has of a member, where it has one. */
    Optional<WrittenTemplate> written(SetMember member) {
        return Optional.ofNullable(applied.get(member.key())).flatMap(outcome -> WrittenTemplate.of(outcome.after()));
    }

    ApplySetResult result(String set, String context, String namespace) {
        List<SetObject> objects = new ArrayList<>();
        for (SetMember member : members) {
            ObjectApply.Applied outcome = applied.get(member.key());
            Optional<RolloutStatus> status = member.workload().flatMap(this::status);
            objects.add(new SetObject(
                    member.ref(),
                    member.namespace(),
                    outcome == null ? NOT_APPLIED : outcome.outcome(),
                    status.map(known -> known.state().toString()).orElse(phases.getOrDefault(member.key(), "")),
                    status.filter(known -> known.state() != State.CURRENT)
                            .map(RolloutStatus::message)
                            .orElse(""),
                    List.of()));
        }
        objects.addAll(leftovers);
        return new ApplySetResult(set, context, namespace, false, objects, statuses);
    }

    private Optional<RolloutStatus> status(NamespacedWorkload workload) {
        return statuses.stream()
                .filter(status -> status.workload().equals(workload.ref().toString())
                        && status.namespace().equals(workload.namespace()))
                .findFirst();
    }
}
