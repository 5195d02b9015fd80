package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ControllerRevisions of a StatefulSet or DaemonSet: one for every template that it had. */
final class ControllerRevisions {
    static final String LABEL = "controller-revision-hash";

    private final ControllerClient client;
    private final Kind kind;
    private final ObjectNode owner;

    ControllerRevisions(ControllerClient client, Kind kind, ObjectNode owner) {
        this.client = client;
        this.kind = kind;
        this.owner = owner;
    }

    /** Oldest first. */
    List<ObjectNode> all() {
        return client.controlled(Kinds.REVISION, owner).stream()
                .sorted(Comparator.comparingLong(
                        revision -> revision.path("revision").asLong()))
                .toList();
    }

    Optional<ObjectNode> named(String name) {
        return all().stream()
                .filter(revision -> ObjectJson.name(revision).equals(name))
                .findFirst();
    }

    /** The revision of the present template, made or given the newest number where needed. */
    ObjectNode current() {
        List<ObjectNode> all = all();
        ObjectNode template = owner.at("/spec/template").deepCopy();
        template.put("$patch", "replace");
        long newest =
                all.isEmpty() ? 0 : all.get(all.size() - 1).path("revision").asLong();
        for (ObjectNode revision : all) {
            if (revision.at("/data/spec/template").equals(template)) {
                if (revision.path("revision").asLong() == newest) {
                    return revision;
                }
                ObjectNode renumbered = revision.deepCopy().put("revision", newest + 1);
                return client.update(Kinds.REVISION, renumbered, DeploymentController.NAME);
            }
        }
        return make(template, newest + 1);
    }

    private ObjectNode make(ObjectNode template, long number) {
        String hash = PodTemplates.hash(template, 0);
        ObjectNode revision = ObjectJson.controlledBy(kind, owner);
        ObjectNode metadata = revision.withObject("/metadata").put("name", ObjectJson.name(owner) + "-" + hash);
        metadata.set("labels", owner.at("/spec/template/metadata/labels").deepCopy());
        metadata.withObject("/labels")
                .put(kind.equals(Kinds.DAEMON_SET) ? LABEL : "controller.kubernetes.io/hash", hash);
        ObjectNode annotations = metadata.putObject("annotations");
        owner.at("/metadata/annotations").properties().forEach(annotation -> {
            if (!annotation.getKey().startsWith("kubectl.")) {
                annotations.set(annotation.getKey(), annotation.getValue());
            }
        });
        revision.withObject("/data/spec").set("template", template);
        revision.put("revision", number);
        return client.create(Kinds.REVISION, revision, DeploymentController.NAME);
    }

    /** The part of a revision's name that tells it from its owner's others. */
    static String hash(JsonNode revision) {
        String name = ObjectJson.name(revision);
        return name.substring(name.lastIndexOf('-') + 1);
    }

    /** @param used the names of the revisions that pods are of */
    void cleanUp(Set<String> used) {
        int limit = owner.at("/spec/revisionHistoryLimit").asInt(10);
        List<ObjectNode> unused = all().stream()
                .filter(revision -> !used.contains(ObjectJson.name(revision)))
                .toList();
        unused.stream()
                .limit(Math.max(0, unused.size() - limit))
                .forEach(revision -> client.delete(Kinds.REVISION, revision));
    }
}
