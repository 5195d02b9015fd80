package dev.fairlead.gate;

import dev.fairlead.Fuzz;
import dev.fairlead.http.HttpHeader;
import dev.fairlead.prometheus.MetricSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FuzzedGatesTest {
    @Test
    void gates() {
        Fuzz.texts("gate", text -> GateSpec.parseAll(text, "gates.yaml"));
        Fuzz.texts(
                "gate", text -> GateSpec.parse(text.replaceAll("^- *[\"{]?", "").replace('\n', ' ')));
    }

    @Test
    void values() {
        Fuzz.texts("value", GateDurations::parse, IllegalArgumentException.class);
        Fuzz.texts("value", Quantity::parse, IllegalArgumentException.class);
        Fuzz.texts("value", StatusCodes::parse, IllegalArgumentException.class);
        Fuzz.texts(
                "value",
                text -> GateVariables.resolved(HttpHeader.parse(text).value(), "it", Map.of()),
                IllegalArgumentException.class);
        Fuzz.texts("value", text -> Bound.parse(text, true), IllegalArgumentException.class);
        Fuzz.texts("value", MetricSource.ServicePort::parse, IllegalArgumentException.class);
    }
}
