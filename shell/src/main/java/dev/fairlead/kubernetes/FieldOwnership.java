package dev.fairlead.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whose the fields of an object are when a manifest is applied over it. What yields (see {@link FieldManagers}) is taken
 * over, so that the manifest's values hold and what a later manifest drops goes; what kubectl applied itself and the
 * manifest drops goes at once, as kubectl's own record of it says. It is decided by what the server says an apply by
 * force would come to, and nothing is asked or written here.
 */
public final class FieldOwnership {
    public static final List<String> REPLICAS = List.of("f:spec", "f:replicas");
    public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private static final List<String> LAST_APPLIED_PATH = annotation(LAST_APPLIED);
    private static final List<String> CHANGED_BY_PATH = annotation(ChangeAnnotations.CHANGED_BY);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode live;
    private final JsonNode forced;
    private final List<FieldOwner> owners;
    private final List<FieldOwner> after;
    private final Optional<FieldOwner> own;
    private final FieldSet wanted;
    private final List<List<String>> released;
    private final JsonNode lastApplied;

    private FieldOwnership(JsonNode live, JsonNode forced, List<List<String>> released) {
        this.live = live;
        this.forced = forced;
        this.released = released;
        this.after = FieldOwner.of(forced);
        List<FieldOwner> before = FieldOwner.of(live);
        // Where an object has no managed fields the server notes somebody for what there was.
        this.owners = (before.isEmpty() ? after : before)
                .stream().filter(owner -> !FieldManagers.isApply(owner)).toList();
        this.own = before.stream().filter(owner -> FieldManagers.isApply(owner)).findFirst();
        this.wanted = after.stream()
                .filter(owner -> FieldManagers.isApply(owner))
                .findFirst()
                .map(FieldOwner::fields)
                .orElseGet(FieldSet::new);
        wanted.paths().removeAll(released);
        this.lastApplied = lastApplied(live);
    }

    /**
     * The decision.
     *
     * @param live the object as it is
     * @param forced as the server says that it would be if the manifest were applied by force
     * @param released fields that nobody who applies is to own, since something else sets them
     */
    public static FieldOwnership of(JsonNode live, JsonNode forced, List<List<String>> released) {
        return new FieldOwnership(live, forced, released);
    }

    /** Whether there may be anything to decide, which the server is to be asked for. */
    public static boolean isNeeded(JsonNode live, JsonNode manifest, List<List<String>> released) {
        List<FieldOwner> owners = FieldOwner.of(live);
        if (owners.isEmpty()) {
            return true;
        }
        JsonNode applied = lastApplied(live);
        return owners.stream().anyMatch(owner -> {
            boolean ours = FieldManagers.isApply(owner);
            boolean yields = FieldManagers.yields(owner);
            return (ours || yields) && released.stream().anyMatch(owner.fields()::has)
                    || yields && owner.paths().anyMatch(path -> has(manifest, path) || has(applied, path))
                    || isUndo(owner);
        });
    }

    private static boolean has(JsonNode object, List<String> path) {
        return !FieldPath.at(object, path).isMissingNode();
    }

    private static List<String> annotation(String name) {
        return List.of("f:metadata", "f:annotations", "f:" + name);
    }

    private static JsonNode lastApplied(JsonNode object) {
        JsonNode text = object.path("metadata").path("annotations").path(LAST_APPLIED);
        try {
            return text.isTextual() ? JSON.readTree(text.asText()) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            // Not what kubectl writes; it says nothing then.
            return MissingNode.getInstance();
        }
    }

    /** Whether others, who do not yield, own fields that the manifest would change. */
    public boolean isHeld() {
        return owners.stream()
                .filter(owner -> !FieldManagers.yields(owner))
                .anyMatch(owner -> owner.paths().anyMatch(path -> wanted.has(path) && !holdsAfter(owner, path)));
    }

    private boolean holdsAfter(FieldOwner owner, List<String> path) {
        return after.stream()
                .anyMatch(other -> other.isSame(owner) && other.fields().has(path));
    }

    /** The object as it would be: an apply by force without what the manifest dropped. */
    public JsonNode preview() {
        JsonNode preview = forced.deepCopy();
        for (FieldOwner owner : owners) {
            dropped(owner).stream()
                    .filter(path ->
                            owners.stream().noneMatch(other -> !FieldManagers.yields(other) && other.holdsWithin(path)))
                    .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
                    .forEach(path -> FieldPath.remove(preview, path));
        }
        return preview;
    }

    /** Whether the manifest no longer says what somebody who yields had set by a manifest before. */
    public boolean drops() {
        return owners.stream().anyMatch(owner -> !dropped(owner).isEmpty());
    }

    /** What the owner has and the manifest dropped: the record of what was applied before has it. */
    private List<List<String>> dropped(FieldOwner owner) {
        if (!FieldManagers.yields(owner)) {
            return List.of();
        }
        return owner.paths()
                .filter(path -> wanted.below(path) == 0 && !released.contains(path))
                .filter(path -> has(lastApplied, path) || isGivenUp(path))
                .toList();
    }

    /** Whether it belongs to something that fairlead applied before and does no longer. */
    private boolean isGivenUp(List<String> path) {
        return own.stream()
                .flatMap(FieldOwner::paths)
                .anyMatch(had -> wanted.below(had) == 0 && !released.contains(had) && FieldSet.within(path, had));
    }

    /** The managed fields as they are to be before the manifest is applied; empty where they are so already. */
    public Optional<ArrayNode> managedFields(Instant now) {
        FieldSet taken = new FieldSet();
        List<FieldOwner> remaining = new ArrayList<>();
        boolean changed = false;
        String apiVersion = forced.path("apiVersion").asText();
        for (FieldOwner owner : owners) {
            List<List<String>> leaving = leaving(owner);
            changed |= !leaving.isEmpty();
            if (owner.apiVersion().equals(apiVersion)) {
                leaving.stream().filter(path -> !isForgotten(owner, path)).forEach(taken::add);
            }
            FieldSet left = new FieldSet();
            owner.paths().filter(path -> !leaving.contains(path)).forEach(left::add);
            remaining.add(new FieldOwner(owner.entry(), left));
        }
        FieldSet ours = new FieldSet();
        own.ifPresent(owner -> owner.paths().forEach(ours::add));
        changed |= ours.paths().removeAll(released);
        if (!changed) {
            return Optional.empty();
        }
        if (own.isEmpty() || own.get().apiVersion().equals(apiVersion)) {
            taken.paths().forEach(ours::add);
        }
        remaining.add(new FieldOwner(own.map(FieldOwner::entry).orElseGet(() -> newEntry(apiVersion, now)), ours));
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        remaining.stream()
                .filter(owner -> !owner.fields().paths().isEmpty())
                .forEach(owner -> entries.add(owner.toEntry()));
        // The server takes an empty list for one that nobody gave.
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries);
    }

    private List<List<String>> leaving(FieldOwner owner) {
        if (!FieldManagers.yields(owner)) {
            return List.of();
        }
        if (isRecord(owner)) {
            return List.copyOf(owner.fields().paths());
        }
        TreeSet<List<String>> leaving = new TreeSet<>(FieldSet.ORDER);
        leaving.addAll(dropped(owner));
        // Who owns a map or a list as such holds on to all that is in it.
        owner.paths()
                .filter(path -> wanted.below(path) > 0 || released.contains(path))
                .forEach(leaving::add);
        return List.copyOf(leaving);
    }

    /** What kubectl applied itself is migrated as a whole: the rest of it are the server's defaults. */
    private static boolean isRecord(FieldOwner owner) {
        String name = owner.manager();
        return owner.fields().has(LAST_APPLIED_PATH) && name.startsWith("kubectl")
                || name.equals("kubectl-client-side-apply")
                || name.equals("before-first-apply");
    }

    private boolean isForgotten(FieldOwner owner, List<String> path) {
        return released.contains(path) || !wanted.has(path) && !dropped(owner).contains(path);
    }

    private static ObjectNode newEntry(String apiVersion, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("manager", FieldManager.FAIRLEAD.toString())
                .put("operation", "Apply")
                .put("apiVersion", apiVersion)
                .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("fieldsType", "FieldsV1");
    }

    /** What verbs set field by field and the manifest puts back, in the order of the fields. */
    public List<RevertedField> putBack() {
        List<RevertedField> back = new ArrayList<>();
        for (FieldOwner owner : owners) {
            if (FieldManagers.changesFields(owner)) {
                owner.paths()
                        .filter(path -> wanted.has(path) || dropped(owner).contains(path))
                        .filter(this::isMarkless)
                        .forEach(path -> addChange(path, owner, back));
            }
        }
        undone().ifPresent(undo -> own.stream()
                .flatMap(FieldOwner::paths)
                .filter(path -> wanted.has(path) && FieldSet.within(path, List.of("f:spec", "f:template")))
                .forEach(path -> addChange(path, undo, back)));
        return back;
    }

    /** The undo since which nothing was applied: its fields went back to their owners, and its time is left. */
    private Optional<FieldOwner> undone() {
        String applied = own.map(owner -> owner.time()).orElse("");
        return owners.stream()
                .filter(FieldOwnership::isUndo)
                .filter(undo -> undo.time().compareTo(applied) >= 0)
                .findFirst();
    }

    private static boolean isUndo(FieldOwner owner) {
        return owner.is(FieldManager.UNDO) && owner.fields().has(CHANGED_BY_PATH);
    }

    private boolean isMarkless(List<String> path) {
        return !path.equals(LAST_APPLIED_PATH) && !path.equals(CHANGED_BY_PATH);
    }

    private void addChange(List<String> path, FieldOwner owner, List<RevertedField> to) {
        if (FieldPath.isItem(path)) {
            return;
        }
        JsonNode was = FieldPath.at(live, path);
        JsonNode will = wanted.has(path) ? FieldPath.at(forced, path) : MissingNode.getInstance();
        if (!was.isMissingNode() && !was.equals(will)) {
            to.add(new RevertedField(path, was, will, FieldManagers.verb(owner), owner.time()));
        }
    }
}
