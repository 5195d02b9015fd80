package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who owns which fields of an object, as {@code metadata.managedFields} says it, and how a write changes that. */
final class FieldTracking {
    private final List<Owner> owners = new ArrayList<>();
    private final boolean custom;
    private final String now;

    private static final class Owner {
        private final ObjectNode entry;
        private final OwnedFields fields;

        Owner(ObjectNode entry) {
            this.entry = entry;
            this.fields = OwnedFields.read(entry.path("fieldsV1"));
        }

        boolean is(String manager, String operation, String subresource) {
            return entry.path("manager").asText().equals(manager)
                    && entry.path("operation").asText().equals(operation)
                    && entry.path("subresource").asText("").equals(subresource);
        }
    }

    private FieldTracking(JsonNode object, boolean custom, String now) {
        object.at("/metadata/managedFields").forEach(entry -> owners.add(new Owner(entry.deepCopy())));
        this.custom = custom;
        this.now = now;
    }

    /** Records an update: who changes a field owns it alone. */
    static void updated(
            JsonNode before, ObjectNode after, String manager, String subresource, boolean custom, String now) {
        JsonNode sent = after.at("/metadata/managedFields");
        boolean handedOver = !sent.equals(before.at("/metadata/managedFields")) && !sent.isMissingNode();
        if (handedOver) {
            // A writer that says the owners itself is believed; an empty list forgets them all.
            if (sent.isEmpty() || sent.path(0).isEmpty()) {
                after.withObject("/metadata").remove("managedFields");
            }
            return;
        }
        FieldTracking ownership = new FieldTracking(before, custom, now);
        OwnedFields old = OwnedFields.of(before, custom);
        OwnedFields current = OwnedFields.of(after, custom);
        List<List<String>> changed = current.paths().stream()
                .filter(path -> !old.paths().contains(path)
                        || !FieldPath.at(before, path).equals(FieldPath.at(after, path)) && !FieldPath.isItem(path))
                .toList();
        ownership.owners.forEach(owner -> {
            owner.fields.paths().removeIf(path -> FieldPath.at(after, path).isMissingNode());
            owner.fields.paths().removeAll(changed);
        });
        if (!changed.isEmpty()) {
            ownership
                    .owner(manager, "Update", subresource, after)
                    .fields
                    .paths()
                    .addAll(changed);
        }
        ownership.writeTo(after);
    }

    /**
     * Merges what is applied into an object and records its owner.
     *
     * @throws StatusRefusal when others own a field that would change, and force is not used
     */
    static ObjectNode applied(
            ObjectNode live, ObjectNode config, String manager, boolean force, boolean custom, String now) {
        FieldTracking ownership = new FieldTracking(live, custom, now);
        OwnedFields wanted = OwnedFields.of(config, custom);
        ObjectNode merged = (ObjectNode) Merging.applied("", live, config, custom);
        ownership.giveUp(merged, wanted, manager);
        List<StatusRefusal.Cause> conflicts = new ArrayList<>();
        for (List<String> path : wanted.paths()) {
            if (!FieldPath.isItem(path) && !FieldPath.at(live, path).equals(FieldPath.at(merged, path))) {
                ownership.take(path, manager, force).ifPresent(conflicts::add);
            }
        }
        if (!conflicts.isEmpty()) {
            throw StatusRefusal.owned(conflicts);
        }
        ownership.owners.removeIf(owner -> owner.is(manager, "Apply", ""));
        ownership.owner(manager, "Apply", "", config).fields.paths().addAll(wanted.paths());
        ownership.writeTo(merged);
        return merged;
    }

    /** Fields that this manager applied before and does no longer, and that nobody else has, go. */
    private void giveUp(ObjectNode merged, OwnedFields wanted, String manager) {
        List<List<String>> before = owners.stream()
                .filter(owner -> owner.is(manager, "Apply", ""))
                .flatMap(owner -> owner.fields.paths().stream())
                .filter(path -> !wanted.paths().contains(path))
                .toList();
        for (List<String> path : before) {
            boolean shared = owners.stream()
                    .anyMatch(owner -> !owner.is(manager, "Apply", "")
                            && owner.fields.paths().stream().anyMatch(other -> within(other, path)));
            boolean stillHolds = wanted.paths().stream().anyMatch(other -> within(other, path));
            if (!shared && !stillHolds) {
                FieldPath.remove(merged, path);
            }
        }
    }

    private static boolean within(List<String> path, List<String> parent) {
        return path.size() >= parent.size() && path.subList(0, parent.size()).equals(parent);
    }

    private Optional<StatusRefusal.Cause> take(List<String> path, String manager, boolean force) {
        Optional<StatusRefusal.Cause> conflict = Optional.empty();
        for (Owner owner : owners) {
            if (owner.is(manager, "Apply", "") || !owner.fields.paths().contains(path)) {
                continue;
            }
            if (force) {
                owner.fields.paths().remove(path);
            } else {
                String name = owner.entry.path("manager").asText();
                String using = owner.entry.path("operation").asText().equals("Apply")
                        ? ""
                        : " using " + owner.entry.path("apiVersion").asText();
                conflict = Optional.of(new StatusRefusal.Cause(
                        "FieldManagerConflict", "conflict with \"" + name + "\"" + using, FieldPath.shown(path)));
            }
        }
        return conflict;
    }

    private Owner owner(String manager, String operation, String subresource, JsonNode object) {
        for (Owner owner : owners) {
            if (owner.is(manager, operation, subresource)) {
                owner.entry.put("time", now);
                return owner;
            }
        }
        ObjectNode entry = ((ObjectNode) object).objectNode();
        entry.put("manager", manager).put("operation", operation);
        entry.put("apiVersion", object.path("apiVersion").asText()).put("time", now);
        entry.put("fieldsType", "FieldsV1");
        if (!subresource.isEmpty()) {
            entry.put("subresource", subresource);
        }
        Owner owner = new Owner(entry);
        owners.add(owner);
        return owner;
    }

    private void writeTo(ObjectNode object) {
        ArrayNode entries = object.withObject("/metadata").putArray("managedFields");
        owners.stream().filter(owner -> !owner.fields.paths().isEmpty()).forEach(owner -> {
            owner.entry.set("fieldsV1", owner.fields.toFieldsV1());
            entries.add(owner.entry);
        });
        if (entries.isEmpty()) {
            object.withObject("/metadata").remove("managedFields");
        }
    }
}
