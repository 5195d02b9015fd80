package dev.fairlead.sandbox.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a path means.
 *
 * @param namespace empty for kinds that have none, and for all namespaces
 * @param name empty for the collection
 * @param sub the subresource with all that follows it; empty for the object itself
 */
record Address(Kind kind, String namespace, String name, List<String> sub) {

    /** Empty where the path leads to no kind that is served. */
    static Optional<Address> of(String path, Kinds kinds) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        boolean core = !parts.isEmpty() && parts.get(0).equals("api");
        int base = core ? 2 : 3;
        if (parts.size() <= base || (!core && !parts.get(0).equals("apis"))) {
            return Optional.empty();
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(base - 1);
        List<String> rest = parts.subList(base, parts.size());
        boolean within = rest.get(0).equals("namespaces") && rest.size() > 2;
        Optional<Kind> inner = within ? kinds.find(group, version, rest.get(2)) : Optional.empty();
        if (inner.isPresent()) {
            return Optional.of(new Address(inner.get(), rest.get(1), at(rest, 3), tail(rest, 4)));
        }
        return kinds.find(group, version, rest.get(0)).map(kind -> new Address(kind, "", at(rest, 1), tail(rest, 2)));
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    String subresource() {
        return sub.isEmpty() ? "" : sub.get(0);
    }

    private static String at(List<String> parts, int index) {
        return parts.size() > index ? parts.get(index) : "";
    }

    private static List<String> tail(List<String> parts, int from) {
        return parts.size() > from ? List.copyOf(parts.subList(from, parts.size())) : List.of();
    }
}
