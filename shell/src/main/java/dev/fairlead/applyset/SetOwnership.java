package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.SetMarks;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * To which set an object belongs. The annotation names the set with its namespace, as only the two together are unique
 * on a cluster; the label has the name alone, to select by.
 */
final class SetOwnership {
    static final String KEY = SetMarks.SET;

    private final String namespace;
    private final String name;

    SetOwnership(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
    }

    /** {@code shop/web} */
    String own() {
        return namespace + "/" + name;
    }

    SetMember marked(SetMember member) {
        ObjectNode body = member.body().deepCopy();
        body.withObject("/metadata/labels").put(KEY, name);
        body.withObject("/metadata/annotations").put(KEY, own());
        return member.with(body);
    }

    /** The set that an object says it belongs to. */
    static Optional<String> of(JsonNode object) {
        String claim = object.path("metadata").path("annotations").path(KEY).asText("");
        return claim.isEmpty() ? Optional.empty() : Optional.of(claim);
    }

    /** The other set that an object belongs to. */
    Optional<String> other(JsonNode object) {
        return of(object).filter(claim -> !claim.equals(own()));
    }

    /** @throws OpsException of kind CONFLICT when an object of the set belongs to another one */
    void check(List<SetMember> members, Map<ObjectKey, JsonNode> live, String line) {
        List<String> claimed = new ArrayList<>();
        String first = "";
        for (SetMember member : members) {
            Optional<String> other = Optional.ofNullable(live.get(member.key())).flatMap(this::other);
            if (other.isPresent()) {
                claimed.add(member.manifest().place() + ": " + member.key() + " belongs to set " + other.get());
                first = first.isEmpty() ? other.get() : first;
            }
        }
        if (!claimed.isEmpty()) {
            String many = claimed.size() == 1 ? "1 object belongs" : claimed.size() + " objects belong";
            throw new OpsException(
                            FailureKind.CONFLICT, "set " + own() + ": " + many + " to another set; nothing was changed")
                    .details(claimed)
                    .hint("cluster get configmap/" + Inventory.name(first.substring(first.indexOf('/') + 1)) + " -n "
                            + first.substring(0, Math.max(0, first.indexOf('/'))) + " -o yaml")
                    .hint(line + " --take-over");
        }
    }
}
