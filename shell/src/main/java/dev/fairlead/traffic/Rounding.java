package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;

/** Shares that the weights of an object's routes, which are whole numbers, come near to at best. */
record Rounding(RouteForm form, OriginalRoutes kept) {

    /** @throws OpsException of kind INVALID when a weight cannot be parted at all */
    List<String> told(RoutedObject object, List<Integer> percents) {
        List<String> lines = new ArrayList<>();
        for (OriginalRoutes.Route route : kept.routes()) {
            String where = object + ", " + route.told() + ": ";
            for (int percent : percents) {
                long real = real(where, route, percent);
                if (real != percent) {
                    lines.add(where + real + "% instead of " + percent + "%, since the weights are small");
                }
            }
        }
        return lines;
    }

    private long real(String where, OriginalRoutes.Route route, int percent) {
        try {
            int canary = 0;
            int both = 0;
            for (JsonNode target : new RouteShares(form, kept).split(route, percent)) {
                int weight = form.weight(target, false);
                canary += form.isCanary(target) ? weight : 0;
                both += form.isCanary(target) || form.isStable(target) ? weight : 0;
            }
            return both == 0 ? percent : Math.round(100.0 * canary / both);
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.INVALID, where + e.getMessage(), e);
        }
    }
}
