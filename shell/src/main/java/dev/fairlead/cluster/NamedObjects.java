package dev.fairlead.cluster;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.Discovery;
import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind and the names that were given with it.
 *
 * @param names empty for all of the kind
 */
public record NamedObjects(ResourceType type, List<String> names) {
    /** @throws OpsException of kind USAGE when a name cannot be one */
    public NamedObjects {
        names = List.copyOf(names);
        names.forEach(name -> ApiPath.checkName(type.singular(), name));
    }

    /**
     * Understands words as kubectl does: {@code KIND[,KIND…] [NAME…]}, or {@code KIND/NAME…}.
     *
     * @throws OpsException of kind USAGE, or NOT_FOUND for a kind that the server does not serve
     */
    public static List<NamedObjects> of(List<String> words, Discovery discovery) {
        if (words.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "say which kind, e.g. pods").hint("cluster kinds");
        }
        boolean pairs = words.get(0).contains("/");
        if (words.stream().anyMatch(word -> word.contains("/") != pairs)) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "KIND/NAME cannot be mixed with KIND and NAME as words: " + String.join(" ", words))
                    .hint("cluster get pods NAME")
                    .hint("cluster get pod/NAME deployment/NAME");
        }
        return pairs ? pairs(words, discovery) : kinds(words, discovery);
    }

    private static List<NamedObjects> pairs(List<String> words, Discovery discovery) {
        Map<ResourceType, Set<String>> names = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("/", -1);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new OpsException(FailureKind.USAGE, "\"" + word + "\" is not of the form KIND/NAME");
            }
            for (ResourceType type : types(parts[0], discovery)) {
                names.computeIfAbsent(type, t -> new LinkedHashSet<>()).add(parts[1]);
            }
        }
        List<NamedObjects> targets = new ArrayList<>();
        names.forEach((type, of) -> targets.add(new NamedObjects(type, List.copyOf(of))));
        return targets;
    }

    private static List<NamedObjects> kinds(List<String> words, Discovery discovery) {
        List<String> names = words.subList(1, words.size());
        Set<ResourceType> types = new LinkedHashSet<>();
        for (String name : Arrays.asList(words.get(0).split(",", -1))) {
            if (!name.isBlank()) {
                types.addAll(types(name, discovery));
            }
        }
        if (types.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "\"" + words.get(0) + "\" names no kind").hint("cluster kinds");
        }
        return types.stream()
                .map(type -> new NamedObjects(type, List.copyOf(names)))
                .toList();
    }

    private static List<ResourceType> types(String name, Discovery discovery) {
        try {
            return List.of(discovery.find(name));
        } catch (OpsException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            List<ResourceType> category = discovery.category(name);
            if (!category.isEmpty()) {
                return category;
            }
            throw nearest(name, discovery, e);
        }
    }

    private static OpsException nearest(String name, Discovery discovery, OpsException failure) {
        Set<String> known = new LinkedHashSet<>();
        discovery.all().forEach(type -> known.add(type.plural()));
        OpsException hinted = new OpsException(failure.kind(), failure.message());
        for (String near : NearestNames.to(name, known, 2)) {
            hinted = hinted.hint("cluster get " + near);
        }
        return hinted.hint("cluster kinds");
    }
}
