package dev.fairlead.sandbox.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures are those of the real controller's own tests and documentation. */
final class RollingUpdateTest {
    @ParameterizedTest
    @CsvSource({
        "4,  25%,  25%,  1, 1",
        "10, 25%,  25%,  3, 2",
        "3,  25%,  25%,  1, 0",
        "1,  25%,  25%,  1, 0",
        "2,  0,    25%,  0, 1",
        "10, 0,    0%,   0, 1",
        "10, 3,    2,    3, 2",
        "2,  0,    5,    0, 2",
        "10, 100%, 0,   10, 0"
    })
    void sharesOfSurgeAreRoundedUpAndOfUnavailabilityDown(
            int replicas, String maxSurge, String maxUnavailable, int surge, int unavailable) {
        ObjectNode deployment = ObjectJson.object();
        deployment.withObject("/spec").put("replicas", replicas);
        ObjectNode rolling = deployment.withObject("/spec/strategy/rollingUpdate");
        put(rolling, "maxSurge", maxSurge);
        put(rolling, "maxUnavailable", maxUnavailable);
        assertEquals(new RollingUpdate(surge, unavailable), RollingUpdate.of(deployment));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 3, 0, 10, 3",
        "10, 3, 3, 13, 3",
        "10, 3, 3, 11, 5",
        "10, 0, 4, 8, 6",
        "2, 1, 0, 2, 1",
        "3, 1, 2, 2, 3"
    })
    void theNewSetGrowsAsFarAsTheSurgeAllows(int wanted, int surge, int current, int all, int grown) {
        assertEquals(grown, new RollingUpdate(surge, 0).grow(wanted, current, all));
    }

    private static void put(ObjectNode object, String field, String value) {
        if (value.endsWith("%")) {
            object.put(field, value);
        } else {
            object.put(field, Integer.parseInt(value));
        }
    }
}
