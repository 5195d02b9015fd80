package dev.fairlead.release;

import dev.fairlead.Fuzz;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.record.PlanText;
import org.junit.jupiter.api.Test;

final class FuzzedPlansTest {
    @Test
    void plans() {
        Fuzz.texts("plan", text -> PlanText.read(text, Plan.class, "plan.json"));
    }
}
