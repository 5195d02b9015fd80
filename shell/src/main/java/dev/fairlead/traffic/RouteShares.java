package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Shares out the requests of one object's routes: the routes as they are now in, the routes as they should be out.
 * Whatever others changed meanwhile in other fields and other routes stays. What it writes it can always be told by:
 * the weights of a route are ours if they are those that were found, or those that some percentage makes of them.
 */
final class RouteShares {
    private final RouteForm form;
    private final OriginalRoutes original;

    RouteShares(RouteForm form, OriginalRoutes original) {
        this.form = form;
        this.original = original;
    }

    /**
     * The routes with this share for the candidate.
     *
     * @throws RoutesChanged when others changed what is shared
     * @throws IllegalArgumentException when the share cannot be written
     */
    ArrayNode weighed(JsonNode object, int percent, List<RequestMatch> matches) throws RoutesChanged {
        ArrayNode routes = form.list(object);
        RouteMatching now = ours(routes);
        ArrayNode written = JsonPieces.array();
        for (int i = 0; i < routes.size(); i++) {
            OriginalRoutes.Route was = now.found().get(i);
            if (was != null) {
                ObjectNode route = routes.get(i).deepCopy();
                if (!matches.isEmpty()) {
                    written.add(form.matched(with(route, targets(was)), matches));
                }
                written.add(with(route, split(was, percent)));
            } else if (!now.inserted().contains(i)) {
                written.add(routes.get(i));
            }
        }
        return written;
    }

    /**
     * The routes with what was found. A route that others changed so that the candidate gets nothing there any more is
     * theirs and stays.
     *
     * @throws RoutesChanged when others changed what was shared and the candidate still gets some of it
     */
    ArrayNode restored(JsonNode object) throws RoutesChanged {
        ArrayNode routes = form.list(object);
        RouteMatching now = RouteMatching.of(form, original, routes);
        List<String> changed = new ArrayList<>();
        if (strangers(routes, now)) {
            now.lost().forEach(was -> changed.add(gone(was)));
        }
        changed(routes, now).forEach((at, told) -> {
            if (sendsToCanary(routes.get(at))) {
                changed.add(told);
            } else {
                now.found().remove(at);
            }
        });
        if (!changed.isEmpty()) {
            throw new RoutesChanged(changed);
        }
        return restored(routes, now);
    }

    /** Routes that were found and are now without the candidate, and yet not what they were; in words. */
    List<String> left(JsonNode object) {
        ArrayNode routes = form.list(object);
        RouteMatching now = RouteMatching.of(form, original, routes);
        List<String> left = new ArrayList<>();
        now.lost().forEach(was -> left.add(gone(was)));
        changed(routes, now).forEach((at, told) -> left.add(told));
        return left;
    }

    private String gone(OriginalRoutes.Route was) {
        return was.told() + " no longer sends to " + form.told(targets(was));
    }

    private boolean sendsToCanary(JsonNode route) {
        boolean sends = false;
        for (JsonNode target : route.path(form.targets())) {
            sends |= form.isCanary(target);
        }
        return sends;
    }

    /** Whether a route that is not known sends to the candidate. */
    private boolean strangers(ArrayNode routes, RouteMatching now) {
        for (int i = 0; i < routes.size(); i++) {
            if (!now.found().containsKey(i)
                    && !now.inserted().contains(i)
                    && !original.prepared().contains(routes.get(i))
                    && sendsToCanary(routes.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** What others changed of the weights, by the place of the route. */
    private Map<Integer, String> changed(ArrayNode routes, RouteMatching now) {
        Map<Integer, String> changed = new TreeMap<>();
        now.found().forEach((at, was) -> {
            ArrayNode is = targets(routes.get(at));
            if (!is.equals(targets(was)) && !isSplit(was, routes.get(at))) {
                changed.put(at, was.told() + " now sends to " + form.told(is) + "; found " + form.told(targets(was)));
            }
        });
        return changed;
    }

    /** The same over the changes of others; what they made send to the candidate no longer does. */
    ArrayNode overwritten(JsonNode object) {
        ArrayNode routes = form.list(object);
        ArrayNode restored = restored(routes, RouteMatching.loosely(form, original, routes));
        ArrayNode clean = JsonPieces.array();
        for (JsonNode route : restored) {
            ObjectNode copy = route.deepCopy();
            if (!original.prepared().contains(route)
                    && original.routes().stream().noneMatch(was -> targets(was).equals(copy.path(form.targets())))
                    && copy.path(form.targets()) instanceof ArrayNode targets) {
                targets.removeIf(form::isCanary);
            }
            clean.add(copy);
        }
        return clean;
    }

    /** What the candidate gets now; empty where others changed it. */
    OptionalInt percent(JsonNode object) {
        ArrayNode routes = form.list(object);
        RouteMatching now = RouteMatching.of(form, original, routes);
        if (!now.lost().isEmpty()) {
            return OptionalInt.empty();
        }
        if (now.found().entrySet().stream()
                .allMatch(e -> targets(e.getValue()).equals(targets(routes.get(e.getKey()))))) {
            return OptionalInt.of(0);
        }
        for (int percent = 0; percent <= Split.WHOLE; percent++) {
            int asked = percent;
            if (now.found().entrySet().stream().allMatch(e -> canSplit(e.getValue(), asked, routes.get(e.getKey())))) {
                return OptionalInt.of(percent);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether there are routes now that send all requests of some kind to the candidate. */
    boolean isMatched(JsonNode object) {
        return !RouteMatching.of(form, original, form.list(object)).inserted().isEmpty();
    }

    private ArrayNode restored(ArrayNode routes, RouteMatching now) {
        ArrayNode written = JsonPieces.array();
        for (int i = 0; i < routes.size(); i++) {
            OriginalRoutes.Route was = now.found().get(i);
            if (was != null) {
                written.add(with(routes.get(i).deepCopy(), targets(was)));
            } else if (!now.inserted().contains(i)) {
                written.add(routes.get(i));
            }
        }
        return written;
    }

    private RouteMatching ours(ArrayNode routes) throws RoutesChanged {
        RouteMatching now = RouteMatching.of(form, original, routes);
        List<String> changed = new ArrayList<>();
        now.lost().forEach(was -> changed.add(gone(was)));
        changed.addAll(changed(routes, now).values());
        if (!changed.isEmpty()) {
            throw new RoutesChanged(changed);
        }
        return now;
    }

    private boolean isSplit(OriginalRoutes.Route was, JsonNode is) {
        for (int percent = 0; percent <= Split.WHOLE; percent++) {
            if (canSplit(was, percent, is)) {
                return true;
            }
        }
        return false;
    }

    private boolean canSplit(OriginalRoutes.Route was, int percent, JsonNode is) {
        try {
            return split(was, percent).equals(targets(is));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private ArrayNode targets(OriginalRoutes.Route was) {
        return targets(was.route());
    }

    private ArrayNode targets(JsonNode route) {
        return route.path(form.targets()) instanceof ArrayNode targets ? targets : JsonPieces.array();
    }

    private ObjectNode with(ObjectNode route, ArrayNode targets) {
        ObjectNode copy = route.deepCopy();
        copy.set(form.targets(), targets.deepCopy());
        return copy;
    }

    /** What a route that was found sends where with that share. */
    ArrayNode split(OriginalRoutes.Route was, int percent) {
        ArrayNode targets = targets(was).deepCopy();
        List<ObjectNode> stable = new ArrayList<>();
        List<ObjectNode> canaries = new ArrayList<>();
        List<ObjectNode> others = new ArrayList<>();
        for (JsonNode target : targets) {
            (form.isStable(target) ? stable : form.isCanary(target) ? canaries : others).add((ObjectNode) target);
        }
        boolean alone = targets.size() == 1;
        List<Integer> weights =
                stable.stream().map(target -> form.weight(target, alone)).toList();
        int had = canaries.stream().mapToInt(t -> form.weight(t, false)).sum();
        int rest = others.stream().mapToInt(t -> form.weight(t, false)).sum();
        Split split = Split.of(weights, had, percent, form.keepsSum(Split.sum(weights) + had + rest));
        if (split.factor() != 1) {
            others.forEach(target -> target.put("weight", form.weight(target, false) * split.factor()));
        }
        if (canaries.isEmpty()) {
            ObjectNode canary = form.canary(stable.get(weights.indexOf(Collections.max(weights))));
            targets.add(canary);
            canaries.add(canary);
        }
        for (int i = 0; i < stable.size(); i++) {
            stable.get(i).put("weight", split.stable().get(i));
        }
        for (int i = 0; i < canaries.size(); i++) {
            canaries.get(i).put("weight", i == 0 ? split.canary() : 0);
        }
        return targets;
    }
}
