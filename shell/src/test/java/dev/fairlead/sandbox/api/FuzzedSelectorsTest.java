package dev.fairlead.sandbox.api;

import dev.fairlead.Fuzz;
import dev.fairlead.json.JsonTree;
import org.junit.jupiter.api.Test;

final class FuzzedSelectorsTest {
    @Test
    void selectors() {
        Fuzz.texts(
                "selector",
                text -> {
                    var pod = JsonTree.read("{\"metadata\":{\"name\":\"x\",\"labels\":{\"a\":\"b\"}}}");
                    ObjectSelectors.of(Kinds.POD, text, "").test(pod);
                    ObjectSelectors.of(Kinds.POD, "", text).test(pod);
                },
                StatusRefusal.class);
    }
}
