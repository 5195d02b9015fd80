package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that one manager owns, as paths; read from and written as Kubernetes' FieldsV1. A path's steps are {@code
 * f:name} for a field, {@code k:{"name":"web"}} for an item of a list, {@code v:"x"} for a value of a set.
 */
public final class FieldSet {
    private static final String ITSELF = ".";
    static final Comparator<List<String>> ORDER = FieldSet::compare;

    private final Set<List<String>> paths = new TreeSet<>(ORDER);

    public static FieldSet of(JsonNode fields) {
        FieldSet set = new FieldSet();
        fields.properties().forEach(field -> set.read(List.of(field.getKey()), field.getValue()));
        return set;
    }

    private void read(List<String> path, JsonNode node) {
        if (node.isEmpty() || node.has(ITSELF)) {
            paths.add(path);
        }
        node.properties().forEach(field -> {
            if (!field.getKey().equals(ITSELF)) {
                List<String> inner = new ArrayList<>(path);
                inner.add(field.getKey());
                read(List.copyOf(inner), field.getValue());
            }
        });
    }

    public Set<List<String>> paths() {
        return paths;
    }

    public boolean has(List<String> path) {
        return paths.contains(path);
    }

    public void add(List<String> path) {
        paths.add(path);
    }

    /** How many steps of the path the nearest owned field shares. */
    public int nearness(List<String> path) {
        return paths.stream()
                .mapToInt(owned -> {
                    int shared = 0;
                    while (shared < Math.min(owned.size(), path.size())
                            && owned.get(shared).equals(path.get(shared))) {
                        shared++;
                    }
                    return shared;
                })
                .max()
                .orElse(0);
    }

    /** How many of the fields lie below a path. */
    public long below(List<String> parent) {
        return paths.stream().filter(path -> within(path, parent)).count();
    }

    /** Whether a path is the parent, or lies below it. */
    static boolean within(List<String> path, List<String> parent) {
        return path.size() >= parent.size() && path.subList(0, parent.size()).equals(parent);
    }

    public ObjectNode toFieldsV1() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (List<String> path : paths) {
            ObjectNode node = root;
            for (String step : path) {
                // An owned field with owned fields below it says so with a dot; without any it is empty.
                node = node.path(step) instanceof ObjectNode there ? there : node.putObject(step);
            }
            node.putObject(ITSELF);
        }
        leaves(root);
        return root;
    }

    private static void leaves(ObjectNode node) {
        node.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                leaves(inner);
                if (inner.size() == 1 && inner.has(ITSELF)) {
                    inner.removeAll();
                }
            }
        });
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
