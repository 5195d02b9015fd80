package dev.fairlead.release.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.FieldOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The record of who owns which field, put back once the fields are as they were. */
public final class FieldOwnerRecord {
    private static final List<FieldManager> OURS = List.of(FieldManager.RELEASE, FieldManager.DEPLOY);

    private FieldOwnerRecord() {}

    /**
     * What was found, with what controllers and others have written since.
     *
     * @return empty where nothing is to be changed
     */
    public static Optional<ArrayNode> putBack(JsonNode found, JsonNode now) {
        List<FieldOwner> before = FieldOwner.ofEntries(found);
        List<FieldOwner> present = FieldOwner.ofEntries(now);
        List<FieldOwner> owners = new ArrayList<>();
        for (FieldOwner owner : present) {
            boolean known = before.stream().anyMatch(owner::isSame);
            // What a controller has written since is true now.
            if (owner.writesStatus() || !known && OURS.stream().noneMatch(owner::is)) {
                owners.add(owner);
            }
        }
        for (FieldOwner owner : before) {
            if (!owner.writesStatus()) {
                owners.add(unchanged(owner, present).orElse(owner));
            }
        }
        boolean same = owners.size() == present.size()
                && owners.stream().allMatch(owner -> unchanged(owner, present).isPresent());
        return same ? Optional.empty() : Optional.of(entries(owners));
    }

    /** The same owner of the same fields. */
    private static Optional<FieldOwner> unchanged(FieldOwner owner, List<FieldOwner> among) {
        return among.stream()
                .filter(owner::isSame)
                .findFirst()
                .filter(same ->
                        same.entry().path("fieldsV1").equals(owner.entry().path("fieldsV1")));
    }

    private static ArrayNode entries(List<FieldOwner> owners) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        owners.forEach(owner -> entries.add(owner.entry()));
        return entries;
    }
}
