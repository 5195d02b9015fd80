package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.ApplyForm;
import dev.fairlead.cluster.Manifest;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Namespaces;
import dev.fairlead.progress.ProgressListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads, asks and lets the server check; changes nothing. */
final class SetPlanner {
    private static final String HELM_HOOK = "helm.sh/hook";

    private final ClusterClient cluster;
    private final ApplySetRequest request;
    private final SetOwnership claims;
    private final ProgressListener progress;

    SetPlanner(ClusterClient cluster, ApplySetRequest request, ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.claims = new SetOwnership(cluster.namespace(), request.name());
        this.progress = progress;
    }

    /** @throws OpsException of kind INVALID for an unknown kind, a wrong namespace or wave, or an object given twice */
    List<SetMember> members(List<Manifest> manifests) {
        return new SetMembers(cluster, request.scope().namespace()).of(manifests);
    }

    /** @throws OpsException where the set cannot be applied as it stands */
    SetPlan plan(List<SetMember> read, Inventory inventory, SetRights rights) {
        read.forEach(
                member -> ApplyForm.apply(member.body()).forEach(left -> progress.warn(member.ref() + ": " + left)));
        check(read, inventory);
        Map<ObjectKey, JsonNode> live = rights.reading(() -> live(read));
        if (!request.has(ApplySetRequest.Wish.TAKE_OVER)) {
            claims.check(read, live, request.line());
        }
        ConfigUse config = new ConfigUse(read);
        List<SetMember> members = new Scaling(cluster, progress)
                .adjusted(read, live).stream()
                        .map(claims::marked)
                        .map(member -> config.withChecksum(
                                member,
                                Optional.ofNullable(live.get(member.key())),
                                request.has(ApplySetRequest.Wish.RESTART_ON_CONFIG)))
                        .toList();
        PruneRules rules =
                new PruneRules(claims, cluster.namespace(), members, request.has(ApplySetRequest.Wish.PRUNE_DATA));
        List<OrphanedObject> leftovers =
                rights.readingRest(inventory, () -> new OrphanedObjects(cluster).find(inventory, members, rules));
        Optional<String> missing = missingNamespace(read);
        rights.require(live, inventory, leftovers, missing);
        ObjectApply objects = new ObjectApply(cluster, request.has(ApplySetRequest.Wish.FORCE_CONFLICTS));
        List<CheckedMember> checks = new SetPreflight(objects, live, progress, request.line(), "nothing was changed")
                .check(members, missing.map(Set::of).orElse(Set.of()));
        tellAdopted(members, live, inventory);
        Set<ObjectKey> pending = SetPlan.pending(inventory, checks);
        return new SetPlan(members, live, checks, leftovers, config.stale(pending, checks), pending);
    }

    private void check(List<SetMember> members, Inventory inventory) {
        for (SetMember member : members) {
            if (member.key().equals(inventory.key())) {
                throw new OpsException(
                        FailureKind.INVALID,
                        member.manifest().place() + ": " + member.ref() + " is where the set keeps its inventory");
            }
            if (!member.manifest()
                    .object()
                    .at("/metadata/annotations")
                    .path(HELM_HOOK)
                    .isMissingNode()) {
                progress.warn(member.ref() + " is a hook of Helm, and applied like all others; " + SetMembers.WAVE
                        + " says what comes before what");
            }
        }
    }

    private Map<ObjectKey, JsonNode> live(List<SetMember> members) {
        Map<ObjectKey, JsonNode> live = new LinkedHashMap<>();
        members.forEach(member -> cluster.find(member.path()).ifPresent(object -> live.put(member.key(), object)));
        return live;
    }

    /** The set's own namespace, where it is not there and no member makes it. */
    private Optional<String> missingNamespace(List<SetMember> members) {
        String name = cluster.namespace();
        boolean made = members.stream()
                .anyMatch(member ->
                        member.is("", "Namespace") && member.manifest().name().equals(name));
        if (made || !Namespaces.isMissing(cluster, name)) {
            return Optional.empty();
        }
        if (!request.has(ApplySetRequest.Wish.CREATE_NAMESPACE)) {
            throw new OpsException(
                            FailureKind.NOT_FOUND,
                            "context " + cluster.context() + " has no namespace \"" + name + "\" for set "
                                    + request.name())
                    .hint(request.line() + " --create-namespace")
                    .hint("cluster ns");
        }
        return Optional.of(name);
    }

    private void tellAdopted(List<SetMember> members, Map<ObjectKey, JsonNode> live, Inventory inventory) {
        List<ObjectKey> known =
                inventory.entries().stream().map(InventoryEntry::key).toList();
        for (SetMember member : members) {
            JsonNode object = live.get(member.key());
            if (object != null && SetOwnership.of(object).isEmpty() && !known.contains(member.key())) {
                progress.note(member.key() + " was there before; it belongs to set " + claims.own() + " from now on");
            }
        }
    }
}
