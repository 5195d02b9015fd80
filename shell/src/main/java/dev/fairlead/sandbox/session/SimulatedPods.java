package dev.fairlead.sandbox.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.Faults;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.InjectedFault;
import dev.fairlead.sandbox.PodAnswers;
import dev.fairlead.sandbox.api.Kinds;
import dev.fairlead.sandbox.api.PodBackend;
import dev.fairlead.sandbox.api.Reply;
import dev.fairlead.sandbox.api.SandboxApi;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Answers what no object tells: for the programs that do not run, and about the sandbox itself. */
final class SimulatedPods implements PodBackend {
    private final SandboxApi api;
    private final Faults faults;
    private final ImageCatalog images;
    private final Runnable changed;
    private final Supplier<String> unsaved;
    private volatile Instant down = Instant.MIN;

    /**
     * @param images what the node can pull
     * @param changed what is to be told when faults or objects were changed as a whole
     * @param unsaved why the sandbox is not saved; empty while it is
     */
    SimulatedPods(SandboxApi api, Faults faults, ImageCatalog images, Runnable changed, Supplier<String> unsaved) {
        this.api = api;
        this.faults = faults;
        this.images = images;
        this.changed = changed;
        this.unsaved = unsaved;
    }

    @Override
    public String log(JsonNode pod, String container, boolean previous, boolean timestamps) {
        JsonNode state = state(pod, container, previous);
        String began = state.path("startedAt").asText("");
        StringBuilder log = new StringBuilder();
        line(log, timestamps, began, "the sandbox runs no program; " + container + " would start here");
        int code = state.path("exitCode").asInt();
        if (code != 0) {
            String why = state.path("reason").asText();
            line(log, timestamps, state.path("finishedAt").asText(), "ends with exit code " + code + " (" + why + ")");
        }
        return log.toString();
    }

    private static JsonNode state(JsonNode pod, String container, boolean previous) {
        for (String list : new String[] {"containerStatuses", "initContainerStatuses"}) {
            for (JsonNode status : pod.path("status").path(list)) {
                if (status.path("name").asText().equals(container)) {
                    JsonNode state = status.path("state");
                    boolean waits = state.has("waiting");
                    return previous || waits
                            ? status.at("/lastState/terminated")
                            : state.path(state.has("running") ? "running" : "terminated");
                }
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static void line(StringBuilder log, boolean timestamps, String time, String text) {
        if (timestamps && !time.isEmpty()) {
            log.append(time.replace("Z", ".000000000Z")).append(' ');
        }
        log.append(text).append('\n');
    }

    @Override
    public Reply app(JsonNode pod, String path) {
        String answer =
                pod.at("/metadata/annotations").path(PodAnswers.ANNOTATION).asText("");
        if (PodAnswers.isAnswer(answer)) {
            return Reply.text(PodAnswers.code(answer), answer.substring(3).strip() + "\n");
        }
        String image = pod.at("/spec/containers/0/image").asText();
        return Reply.text(200, "the sandbox answers for " + image + "\n");
    }

    @Override
    public Optional<String> outage() {
        return Instant.now().isBefore(down) ? Optional.of("api-down") : Optional.empty();
    }

    @Override
    public JsonNode control(String method, String what, JsonNode body) {
        switch (method + " " + what) {
            case "POST faults" -> strike(body);
            case "POST heal" -> {
                down = Instant.MIN;
                faults.heal(
                        body.path("namespace").asText(), body.path("workload").asText(""));
            }
            case "POST fill" -> api.load(body.deepCopy());
            case "POST reset" -> {
                faults.clear();
                down = Instant.MIN;
                api.clear();
                images.clear();
            }
            default -> {
                // Only the state is asked for.
            }
        }
        if (method.equals("POST")) {
            changed.run();
        }
        return state();
    }

    private void strike(JsonNode body) {
        InjectedFault struck = InjectedFaultJson.read(body)
                .orElseThrow(() -> new IllegalArgumentException("no fault " + body.path("fault")));
        if (struck.fault() instanceof Fault.ApiDown outage) {
            down = Instant.now().plus(outage.lasting());
            return;
        }
        Set<String> spared = body.path("next").asBoolean() ? revisions(struck.namespace()) : Set.of();
        faults.add(new InjectedFault(struck.fault(), struck.namespace(), struck.workload(), spared));
    }

    private Set<String> revisions(String namespace) {
        Set<String> uids = new HashSet<>();
        api.objects().list(Kinds.REPLICA_SET, namespace).forEach(set -> uids.add(uid(set)));
        api.objects().list(Kinds.REVISION, namespace).forEach(revision -> uids.add(uid(revision)));
        return uids;
    }

    private static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    private ObjectNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("objects", api.objects().everything().size()).put("unsaved", unsaved.get());
        images.registry().ifPresent(address -> state.put("registry", address));
        images.login().ifPresent(login -> state.put("login", login));
        ArrayNode list = state.putArray("faults");
        faults.all().forEach(struck -> list.add(InjectedFaultJson.of(struck)));
        Duration left = Duration.between(Instant.now(), down);
        if (!left.isNegative() && !left.isZero()) {
            list.addObject().put("fault", "api-down").put("millis", left.toMillis());
        }
        return state;
    }
}
