package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of a namespace's workloads are copied: all, or those that are named; and all else that is not another's. */
final class WorkloadCopySelection {
    private final List<WorkloadRef> named;
    private final Set<String> words;
    private final Set<String> left = new LinkedHashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> seen = new LinkedHashSet<>();

    /**
     * @param named all where there are none
     * @param words of the script's line; a workload that they name is copied as well
     */
    WorkloadCopySelection(List<WorkloadRef> named, List<String> words) {
        this.named = named;
        this.words = new HashSet<>();
        words.forEach(word -> this.words.add(word.replaceFirst("^--[^=]+=", "")));
        named.forEach(one -> left.add(one.toString()));
    }

    boolean takes(CopiedKind kind, ObjectNode object) {
        if (kind.isWorkload()) {
            String typed = kind.typed(object);
            seen.add(typed);
            boolean asked = left.remove(typed)
                    || named.stream().anyMatch(one -> one.toString().equals(typed))
                    || words.contains(typed)
                    || words.contains(object.at("/metadata/name").asText());
            boolean takes = named.isEmpty() || asked;
            if (takes) {
                taken.add(object.at("/metadata/uid").asText());
            }
            return takes;
        }
        return !kind.isRevision() || isOfTaken(object);
    }

    private boolean isOfTaken(ObjectNode revision) {
        for (JsonNode owner : revision.at("/metadata/ownerReferences")) {
            if (taken.contains(owner.path("uid").asText())) {
                return true;
            }
        }
        return named.isEmpty();
    }

    /** @throws OpsException of kind NOT_FOUND for a name that no workload has */
    void requireFound(String namespaces) {
        if (!left.isEmpty()) {
            throw new OpsException(
                            FailureKind.NOT_FOUND,
                            "namespace " + namespaces + " has no " + String.join(", ", left) + "; there "
                                    + (seen.isEmpty() ? "is no workload" : "are " + String.join(", ", seen)))
                    .hint("rollout status -n " + namespaces.replaceFirst(",.*", ""));
        }
    }
}
