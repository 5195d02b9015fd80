package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.FieldOwner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Gives the fields that an undo wrote back to those who owned them. The server files them under the undo's own manager,
 * which would conflict with the next server-side apply and keep it from removing what its manifest lacks; it owns nothing
 * but its trace in the end.
 */
final class ManagedFields {
    /** Who changed the object last; that it was the undo, and when, tells the next apply what it puts back. */
    private static final List<String> TRACE =
            List.of("f:metadata", "f:annotations", "f:" + ChangeAnnotations.CHANGED_BY);

    private static final List<String> TEMPLATE = List.of("f:spec", "f:template");

    private final List<FieldOwner> owners = new ArrayList<>();

    private ManagedFields() {}

    /**
     * The record of owners as it should be.
     *
     * @param before the object's managedFields before the undo
     * @param after those that the server made of the undo
     * @return empty where there is nothing to hand back, or nobody to hand it to
     */
    static Optional<ArrayNode> handedBack(JsonNode before, JsonNode after) {
        return new ManagedFields().handBack(before, after);
    }

    private Optional<ArrayNode> handBack(JsonNode before, JsonNode after) {
        List<FieldOwner> written = new ArrayList<>();
        List<FieldOwner> formerly = FieldOwner.ofEntries(before);
        FieldOwner.ofEntries(after).forEach(owner -> (isUndo(owner) ? written : owners).add(owner));
        // Who lost every field to the undo is missing from what the server wrote.
        formerly.stream()
                .filter(owner -> !isUndo(owner) && owners.stream().noneMatch(owner::isSame))
                .forEach(owner -> owners.add(owner.withoutFields()));
        for (FieldOwner undo : written) {
            List<FieldOwner> candidates = candidates(undo, formerly);
            if (candidates.isEmpty()) {
                return Optional.empty();
            }
            undo.fields().paths().stream()
                    .filter(path -> !path.equals(TRACE))
                    .forEach(path -> handBack(path, candidates));
            leaveTrace(undo);
        }
        return written.isEmpty() ? Optional.empty() : Optional.of(entries());
    }

    private void leaveTrace(FieldOwner undo) {
        if (undo.fields().has(TRACE)) {
            FieldOwner trace = undo.withoutFields();
            trace.fields().add(TRACE);
            owners.add(trace);
        }
    }

    private static boolean isUndo(FieldOwner owner) {
        return owner.is(FieldManager.UNDO);
    }

    /** Controllers that write the status own nothing that a manifest says. */
    private List<FieldOwner> candidates(FieldOwner undo, List<FieldOwner> formerly) {
        return formerly.stream()
                .filter(owner -> !isUndo(owner)
                        && !owner.writesStatus()
                        && owner.apiVersion().equals(undo.apiVersion()))
                .toList();
    }

    private void handBack(List<String> path, List<FieldOwner> candidates) {
        List<FieldOwner> had =
                candidates.stream().filter(owner -> owner.fields().has(path)).toList();
        List<FieldOwner> heirs = had.isEmpty() ? List.of(heir(path, candidates)) : had;
        owners.stream()
                .filter(owner -> heirs.stream().anyMatch(owner::isSame))
                .forEach(owner -> owner.fields().add(path));
    }

    /**
     * Who is to own a field that the undone revision lacked and the earlier one had. Only those who apply need it, for
     * the apply that leaves it out again; among them the one who owns what is nearest.
     */
    private static FieldOwner heir(List<String> path, List<FieldOwner> candidates) {
        List<FieldOwner> applying = candidates.stream()
                .filter(owner -> owner.applies() && owner.fields().below(TEMPLATE) > 0)
                .toList();
        return (applying.isEmpty() ? candidates : applying)
                .stream()
                        .max(Comparator.<FieldOwner>comparingInt(
                                        owner -> owner.fields().nearness(path))
                                .thenComparingLong(owner -> owner.fields().below(TEMPLATE)))
                        .orElseThrow();
    }

    private ArrayNode entries() {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        owners.stream()
                .filter(owner -> !owner.fields().paths().isEmpty())
                .forEach(owner -> entries.add(owner.toEntry()));
        return entries;
    }
}
