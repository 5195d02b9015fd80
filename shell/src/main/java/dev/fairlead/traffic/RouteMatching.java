package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Which of an object's routes are those that were found, although others may have added, moved, removed or edited some.
 *
 * @param found what was kept, by the place where it is now
 * @param inserted the places of the routes that were added for matches
 * @param lost what was kept and is nowhere now, or sends elsewhere
 */
record RouteMatching(Map<Integer, OriginalRoutes.Route> found, Set<Integer> inserted, List<OriginalRoutes.Route> lost) {

    /** Takes a route for the same one only where it sends to the same targets, whatever their weights. */
    static RouteMatching of(RouteForm form, OriginalRoutes original, ArrayNode routes) {
        return new Search(form, original, routes).bySameTargets().result();
    }

    /** The same, and where that finds none a route of the same name or conditions. */
    static RouteMatching loosely(RouteForm form, OriginalRoutes original, ArrayNode routes) {
        return new Search(form, original, routes).bySameTargets().byName().result();
    }

    private static final class Search {
        private final RouteForm form;
        private final ArrayNode routes;
        private final Map<Integer, OriginalRoutes.Route> found = new TreeMap<>();
        private final Set<Integer> inserted = new TreeSet<>();
        private final List<OriginalRoutes.Route> lost;

        Search(RouteForm form, OriginalRoutes original, ArrayNode routes) {
            this.form = form;
            this.routes = routes;
            this.lost = new ArrayList<>(original.routes());
            for (int i = 0; i < routes.size(); i++) {
                if (OriginalRoutes.onlyCanary(form, routes.get(i))
                        && !original.prepared().contains(routes.get(i))) {
                    inserted.add(i);
                }
            }
        }

        /** First those that are surely the same, so that routes with the same targets are not taken for each other. */
        Search bySameTargets() {
            match((was, is) -> sameTargets(was, is) && sameName(was, is) && sameConditions(was, is));
            match((was, is) -> sameTargets(was, is) && sameConditions(was, is));
            match((was, is) -> sameTargets(was, is) && sameName(was, is));
            match(this::sameTargets);
            return this;
        }

        Search byName() {
            match((was, is) -> was.has("name") && sameName(was, is));
            match(this::sameConditions);
            return this;
        }

        RouteMatching result() {
            return new RouteMatching(found, inserted, lost);
        }

        private void match(BiPredicate<JsonNode, JsonNode> same) {
            lost.removeIf(kept -> {
                for (int i = 0; i < routes.size(); i++) {
                    if (!found.containsKey(i) && !inserted.contains(i) && same.test(kept.route(), routes.get(i))) {
                        found.put(i, kept);
                        return true;
                    }
                }
                return false;
            });
        }

        private boolean sameTargets(JsonNode was, JsonNode is) {
            return bare(was).equals(bare(is));
        }

        private boolean sameName(JsonNode was, JsonNode is) {
            return was.path("name").asText("").equals(is.path("name").asText(""));
        }

        private boolean sameConditions(JsonNode was, JsonNode is) {
            return was.path(form.conditions()).equals(is.path(form.conditions()));
        }

        /** The targets other than the candidate, without their weights. */
        private ArrayNode bare(JsonNode route) {
            ArrayNode bare = JsonPieces.array();
            for (JsonNode target : route.path(form.targets())) {
                if (!form.isCanary(target)) {
                    ObjectNode copy = target.deepCopy();
                    copy.remove("weight");
                    bare.add(copy);
                }
            }
            return bare;
        }
    }
}
