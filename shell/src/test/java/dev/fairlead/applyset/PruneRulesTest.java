package dev.fairlead.applyset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ApiPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PruneRulesTest {
    private static final SetOwnership CLAIMS = new SetOwnership("shop", "web");

    /** The columns: what the inventory knows of the uid, the object's uid and claim, what becomes of it and why. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            u1, u1, shop/web,   PRUNED, -
            u1, u1, -,          PRUNED, -
            -,  u1, shop/web,   PRUNED, -
            -,  u1, -,          LEFT,   this set did not make it
            u1, u2, shop/web,   LEFT,   it was made anew by somebody else
            u1, u1, other/web,  LEFT,   it belongs to set other/web
            u1, u1, shop/other, LEFT,   it belongs to set shop/other
            u1, -,  -,          GONE,   -
            """)
    void onlyWhatIsTheSetsOwnForSureMayGo(
            String known, String uid, String claim, OrphanedObject.Fate fate, String why) {
        InventoryEntry entry = entry("", "ConfigMap", "old", known == null ? "" : known);
        Optional<JsonNode> live = uid == null ? Optional.empty() : Optional.of(object(uid, claim));
        OrphanedObject judged = rules(false).judge(entry, ApiPath.of("v1"), live);
        assertEquals(fate, judged.fate());
        assertEquals(why == null ? "" : why, judged.why());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Namespace, old, false, KEPT, data would go with it; --prune-data deletes it",
        "'', Namespace, old, true, PRUNED, ''",
        "'', Namespace, shop, true, KEPT, the set has objects in it",
        "'', Namespace, kube-system, true, KEPT, it is the system's",
        "'', PersistentVolumeClaim, data, false, KEPT, data would go with it; --prune-data deletes it",
        "'', PersistentVolumeClaim, data, true, PRUNED, ''",
        "apiextensions.k8s.io, CustomResourceDefinition, a.b, false, KEPT, data would go with it; --prune-data deletes it",
        "apps, Deployment, old, false, PRUNED, ''",
    })
    void dataGoesOnlyWhenItIsSaid(
            String group, String kind, String name, boolean withData, OrphanedObject.Fate fate, String why) {
        OrphanedObject judged = rules(withData)
                .judge(entry(group, kind, name, "u1"), ApiPath.of("v1"), Optional.of(object("u1", "shop/web")));
        assertEquals(fate, judged.fate());
        assertEquals(why, judged.why());
    }

    @Test
    void whatIsDeletedIsTheObjectThatWasSeen() {
        OrphanedObject judged = rules(false)
                .judge(entry("", "Secret", "s", ""), ApiPath.of("v1"), Optional.of(object("u7", "shop/web")));
        assertEquals("u7", judged.entry().uid());
    }

    private static PruneRules rules(boolean withData) {
        return new PruneRules(CLAIMS, "shop", List.of(), withData);
    }

    private static InventoryEntry entry(String group, String kind, String name, String uid) {
        return new InventoryEntry(new ObjectKey(group, kind, "shop", name), uid);
    }

    private static JsonNode object(String uid, String claim) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("uid", uid);
        if (claim != null) {
            object.withObject("/metadata/annotations").put(SetOwnership.KEY, claim);
        }
        return object;
    }
}
