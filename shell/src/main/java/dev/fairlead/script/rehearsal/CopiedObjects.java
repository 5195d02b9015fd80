package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was read of a cluster, as it goes into a sandbox. */
final class CopiedObjects {
    private final Map<CopiedKind, List<ObjectNode>> objects = new LinkedHashMap<>();
    private final List<ObjectNode> namespaces = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    void add(CopiedKind kind, ObjectNode object) {
        objects.computeIfAbsent(kind, any -> new ArrayList<>()).add(object);
    }

    void addNamespace(ObjectNode namespace) {
        namespaces.add(namespace);
    }

    /** What is left out or is not as it is there. */
    void tell(String text) {
        if (!told.contains(text)) {
            told.add(text);
        }
    }

    List<ObjectNode> of(CopiedKind kind) {
        return objects.getOrDefault(kind, List.of());
    }

    List<ObjectNode> of(String kind) {
        return CopiedKind.ALL.stream()
                .filter(known -> known.kind().equals(kind))
                .flatMap(known -> of(known).stream())
                .toList();
    }

    /** What keeps pods running. */
    List<ObjectNode> running() {
        return CopiedKind.ALL.stream()
                .filter(CopiedKind::runs)
                .flatMap(kind -> of(kind).stream())
                .toList();
    }

    List<String> told() {
        return List.copyOf(told);
    }

    /** How many of each kind, revisions aside. */
    List<Rehearsal.Count> counts() {
        return CopiedKind.ALL.stream()
                .filter(kind -> !kind.isRevision() && !of(kind).isEmpty())
                .map(kind -> new Rehearsal.Count(kind.plural(), of(kind).size()))
                .toList();
    }

    /** Lists by what the sandbox calls what holds them. */
    JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("namespaces").addAll(namespaces);
        objects.forEach((kind, list) -> json.withArray("/" + kind.bucket()).addAll(list));
        return json;
    }
}
