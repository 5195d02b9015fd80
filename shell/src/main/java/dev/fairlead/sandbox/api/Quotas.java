package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the ResourceQuotas of a namespace have room for. Those with scopes are not looked at. */
public final class Quotas {
    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
    private static final List<Kind> BY_NAME =
            List.of(Kinds.SERVICE, Kinds.CONFIG_MAP, Kinds.SECRET, Kinds.CLAIM, Kinds.QUOTA);

    private final ObjectRequests objects;

    public Quotas(ObjectRequests objects) {
        this.objects = objects;
    }

    /** @throws StatusRefusal in the API server's words when a new object finds no room */
    void check(Kind kind, ObjectNode object) {
        String namespace = Store.namespace(object);
        for (ObjectNode quota : objects.list(Kinds.QUOTA, namespace)) {
            if (isScoped(quota)) {
                continue;
            }
            Map<String, BigDecimal> asked = asked(kind, object, quota);
            if (!asked.isEmpty()) {
                require(kind, object, quota);
                fit(kind, object, quota, asked);
            }
        }
    }

    private static boolean isScoped(JsonNode quota) {
        return !quota.at("/spec/scopes").isEmpty() || quota.at("/spec").has("scopeSelector");
    }

    private void fit(Kind kind, ObjectNode object, ObjectNode quota, Map<String, BigDecimal> asked) {
        ObjectNode used = used(quota);
        List<String> requested = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        List<String> limited = new ArrayList<>();
        asked.forEach((resource, amount) -> {
            JsonNode hard = quota.at("/spec/hard").path(resource);
            BigDecimal now = ResourceQuantities.of(used.path(resource)).orElse(BigDecimal.ZERO);
            if (now.add(amount).compareTo(ResourceQuantities.of(hard).orElse(BigDecimal.ZERO)) > 0) {
                requested.add(resource + "=" + ResourceQuantities.shown(resource, amount));
                taken.add(resource + "=" + ResourceQuantities.shown(resource, now));
                limited.add(resource + "=" + hard.asText());
            }
        });
        if (!requested.isEmpty()) {
            throw StatusRefusal.forbidden(
                    kind,
                    Store.name(object),
                    "exceeded quota: " + Store.name(quota) + ", requested: " + String.join(",", requested) + ", used: "
                            + String.join(",", taken) + ", limited: " + String.join(",", limited));
        }
    }

    /** Where a quota counts something, every container must say how much of it. */
    private static void require(Kind kind, ObjectNode object, ObjectNode quota) {
        if (!kind.equals(Kinds.POD)) {
            return;
        }
        List<String> missing = new ArrayList<>();
        for (String resource : new TreeSet<>(names(quota))) {
            if (isOfContainers(resource)) {
                List<String> silent = new ArrayList<>();
                for (JsonNode container : object.at("/spec/containers")) {
                    if (ResourceQuantities.of(resources(container, resource)).isEmpty()) {
                        silent.add(container.path("name").asText());
                    }
                }
                if (!silent.isEmpty()) {
                    missing.add(resource + " for: " + String.join(",", silent));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw StatusRefusal.forbidden(
                    kind,
                    Store.name(object),
                    "failed quota: " + Store.name(quota) + ": must specify " + String.join("; ", missing));
        }
    }

    private static boolean isOfContainers(String resource) {
        return OF_CONTAINERS.contains(resource.substring(resource.indexOf('.') + 1));
    }

    private static List<String> names(JsonNode quota) {
        List<String> names = new ArrayList<>();
        quota.at("/spec/hard").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** How much a quota's namespace has of all that it limits. */
    public ObjectNode used(ObjectNode quota) {
        Map<String, BigDecimal> sum = new TreeMap<>();
        names(quota).forEach(resource -> sum.put(resource, BigDecimal.ZERO));
        for (ObjectNode object : objects.everything()) {
            if (Store.namespace(object).equals(Store.namespace(quota))) {
                objects.kinds()
                        .of(
                                object.path("apiVersion").asText(),
                                object.path("kind").asText())
                        .ifPresent(kind -> asked(kind, object, quota)
                                .forEach((name, more) -> sum.merge(name, more, BigDecimal::add)));
            }
        }
        ObjectNode used = quota.objectNode();
        sum.forEach((resource, amount) -> used.put(resource, ResourceQuantities.shown(resource, amount)));
        return used;
    }

    /** What of a quota's resources an object takes. */
    private static Map<String, BigDecimal> asked(Kind kind, JsonNode object, JsonNode quota) {
        Map<String, BigDecimal> asked = new TreeMap<>();
        for (String resource : names(quota)) {
            BigDecimal amount = amount(kind, object, resource);
            if (amount.signum() > 0) {
                asked.put(resource, amount);
            }
        }
        return asked;
    }

    private static BigDecimal amount(Kind kind, JsonNode object, String resource) {
        boolean pod = kind.equals(Kinds.POD);
        if (resource.equals("count/" + kind.qualified()) || resource.equals(kind.plural()) && BY_NAME.contains(kind)) {
            return BigDecimal.ONE;
        }
        boolean over = object.at("/status/phase").asText().matches("Succeeded|Failed");
        if (pod && !over && resource.equals("pods")) {
            return BigDecimal.ONE;
        }
        if (kind.equals(Kinds.CLAIM) && resource.equals("requests.storage")) {
            return ResourceQuantities.of(object.at("/spec/resources/requests/storage"))
                    .orElse(BigDecimal.ZERO);
        }
        BigDecimal sum = BigDecimal.ZERO;
        if (pod && !over && isOfContainers(resource)) {
            for (JsonNode container : object.at("/spec/containers")) {
                sum = sum.add(
                        ResourceQuantities.of(resources(container, resource)).orElse(BigDecimal.ZERO));
            }
        }
        return sum;
    }

    private static JsonNode resources(JsonNode container, String resource) {
        boolean limit = resource.startsWith("limits.");
        String name = resource.substring(resource.indexOf('.') + 1);
        return container.path("resources").path(limit ? "limits" : "requests").path(name);
    }
}
