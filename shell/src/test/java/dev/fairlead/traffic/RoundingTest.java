package dev.fairlead.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundingTest {
    @Test
    void aShareThatSmallWeightsOnlyComeNearToIsToldBeforeAnythingIsWritten() {
        Routes routes = routes(3);
        assertEquals(
                List.of(
                        "VirtualService web, route 1 (api): 33% instead of 5%, since the weights are small",
                        "VirtualService web, route 1 (api): 67% instead of 50%, since the weights are small"),
                routes.rounded(List.of(5, 50)));
    }

    @Test
    void sharesThatComeOutAsAskedAreNotTold() {
        assertEquals(List.of(), routes(100).rounded(List.of(0, 1, 5, 20, 50, 99)));
    }

    @Test
    void aWeightThatCannotBePartedAtAllIsRefused() {
        OpsException refusal = assertThrows(OpsException.class, () -> routes(1).rounded(List.of(5, 50)));
        assertEquals(FailureKind.INVALID, refusal.kind());
        assertEquals("VirtualService web, route 1 (api): a weight of 1 cannot be parted to 5 %", refusal.message());
    }

    /** The Service has that weight of a hundred. */
    private static Routes routes(int weight) {
        ObjectNode object = Yaml.read("""
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: web, namespace: shop}
                spec:
                  http:
                  - name: api
                    route:
                    - {destination: {host: web}, weight: %d}
                    - {destination: {host: other}, weight: %d}
                """.formatted(weight, 100 - weight));
        RouteForm form = new VirtualServiceForm(
                new ServiceName("web", "shop"), new ServiceName("web-canary", "shop"), "shop", false);
        return new Routes(
                RouteChoice.ISTIO,
                "shop",
                "web",
                "web-canary",
                Map.of(),
                List.of(),
                List.of(RoutedObject.of(object, OriginalRoutes.of(form, object).json())),
                List.of(),
                List.of(),
                List.of());
    }
}
