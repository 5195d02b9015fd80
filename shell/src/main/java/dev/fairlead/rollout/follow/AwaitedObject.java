package dev.fairlead.rollout.follow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.ObjectRef;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.rollout.model.WaitResult;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.wanted.Wanted;
import dev.fairlead.rollout.watch.WorkloadReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One object that is waited for. Once it was what is wanted, it stays so whatever becomes of it. */
final class AwaitedObject {
    private final ResourceType type;
    private final String namespace;
    private final String name;
    private final Wanted wanted;
    private String uid = "";
    private Wanted.Answer answer = new Wanted.Answer(false, "not there yet");

    /** @param namespace empty where the kind has none */
    AwaitedObject(ResourceType type, String namespace, String name, Wanted wanted) {
        this.type = type;
        this.namespace = namespace;
        this.name = name;
        this.wanted = wanted;
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    ResourceType type() {
        return type;
    }

    String namespace() {
        return namespace;
    }

    /** As it is typed: short for what rolls out, with its group for what may be meant by several. */
    String shown() {
        return workload()
                .map(WorkloadRef::toString)
                .orElseGet(() -> ObjectRef.of(type, name).toString());
    }

    /** The object as something that can be followed and judged, whatever its kind is. */
    WorkloadRef followed() {
        return workload().orElseGet(() -> WorkloadRef.parse(shown()));
    }

    /** The object as something that rolls out; empty where its kind does not. */
    Optional<WorkloadRef> workload() {
        String kind = type.kind().toLowerCase(Locale.ROOT);
        if (!WorkloadRef.KINDS.contains(kind)) {
            return Optional.empty();
        }
        WorkloadRef ref = new WorkloadRef(kind, name);
        return WorkloadReader.isServedBy(ref, type.apiVersion()) ? Optional.of(ref) : Optional.empty();
    }

    /**
     * Whether it is what is wanted, by the objects that there are now.
     *
     * @throws OpsException of kind NOT_FOUND when it is gone, or was never there, and that is not what is wanted
     */
    boolean look(Map<String, JsonNode> objects) {
        JsonNode object = objects.get(key(namespace, name));
        if (answer.reached()) {
            return true;
        }
        boolean another = object != null
                && !uid.isEmpty()
                && !object.path("metadata").path("uid").asText().equals(uid);
        if (wanted instanceof Wanted.Deleted && (object == null || another)) {
            answer = new Wanted.Answer(true, uid.isEmpty() ? "not there" : "gone");
        } else if (object != null) {
            uid = object.path("metadata").path("uid").asText();
            answer = wanted.of(object);
        } else if (!(wanted instanceof Wanted.Created)) {
            throw missing();
        }
        return answer.reached();
    }

    WaitResult waited() {
        return new WaitResult(shown(), namespace, wanted, answer.reached(), answer.value());
    }

    private OpsException missing() {
        String in = namespace.isEmpty() ? "" : " -n " + namespace;
        String where = namespace.isEmpty() ? "" : " in namespace " + namespace;
        return uid.isEmpty()
                ? new OpsException(FailureKind.NOT_FOUND, "there is no " + shown() + where)
                        .hint("rollout wait " + shown() + " --for create" + in)
                        .hint("cluster get " + type.plural() + in)
                : new OpsException(FailureKind.NOT_FOUND, shown() + " is gone" + where)
                        .hint("cluster get " + type.plural() + in);
    }
}
