package dev.fairlead.release;

import dev.fairlead.Fuzz;
import org.junit.jupiter.api.Test;

final class FuzzedPlansTest {
    @Test
    void plans() {
        Fuzz.texts("plan", text -> PlanText.read(text, Plan.class, "plan.json"));
    }
}
