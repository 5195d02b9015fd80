package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.FieldManagers;
import dev.fairlead.kubernetes.FieldOwner;
import dev.fairlead.kubernetes.FieldSet;
import java.util.List;

/** What {@code rollout apply} adds to the objects of a set; an apply that knows nothing of the set leaves it there. */
public final class SetMarks {
    /** The label and the annotation that say to which set an object belongs. */
    public static final String SET = "fairlead.dev/set";

    /** The annotation of pods that makes them anew when their configuration changes. */
    public static final String CHECKSUM = "fairlead.dev/config-checksum";

    private static final List<List<String>> PATHS = List.of(
            List.of("metadata", "labels", SET),
            List.of("metadata", "annotations", SET),
            List.of("spec", "template", "metadata", "annotations", CHECKSUM));

    private SetMarks() {}

    /** Adds to a body the marks that applies before put on the object. */
    static void keep(ObjectNode body, JsonNode live) {
        for (FieldOwner owner : FieldOwner.of(live)) {
            if (FieldManagers.isApply(owner)) {
                FieldSet applied = owner.fields();
                PATHS.stream()
                        .filter(path -> applied.has(
                                path.stream().map(step -> "f:" + step).toList()))
                        .forEach(path -> keep(body, live, path));
            }
        }
    }

    private static void keep(ObjectNode body, JsonNode live, List<String> path) {
        JsonNode from = live;
        ObjectNode to = body;
        for (String step : path.subList(0, path.size() - 1)) {
            from = from.path(step);
            to = to.path(step) instanceof ObjectNode there ? there : to.putObject(step);
        }
        String mark = path.get(path.size() - 1);
        if (!to.has(mark) && from.has(mark)) {
            to.set(mark, from.get(mark));
        }
    }
}
