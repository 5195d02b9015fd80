package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What leads to what runs in pods: their logs, and the proxy to them and to Services. */
final class PodEndpoints {
    private final ObjectRequests objects;
    private final PodBackend backend;

    PodEndpoints(ObjectRequests objects, PodBackend backend) {
        this.objects = objects;
        this.backend = backend;
    }

    /** Empty where the address leads to no pod's inside. */
    Optional<Reply> open(Address at, Request request) {
        boolean pod = at.kind().equals(Kinds.POD);
        if (pod && at.subresource().equals("log")) {
            return Optional.of(log(objects.get(at.kind(), at.namespace(), at.name()), request));
        }
        if (at.subresource().equals("proxy") && (pod || at.kind().equals(Kinds.SERVICE))) {
            return Optional.of(pod ? ofPod(at) : ofService(at));
        }
        if (pod && List.of("exec", "attach", "portforward").contains(at.subresource())) {
            throw StatusRefusal.cannot(at.subresource() + ": no real program runs in its pods");
        }
        return Optional.empty();
    }

    private Reply log(JsonNode pod, Request request) {
        String container = request.option("container");
        if (container.isEmpty()) {
            container = pod.at("/spec/containers").path(0).path("name").asText();
        }
        boolean previous = request.is("previous");
        JsonNode status = status(pod, container);
        JsonNode state = status.path("state");
        boolean ran = state.has("running") || state.has("terminated");
        if (previous && !status.path("lastState").has("terminated")) {
            throw StatusRefusal.bad(
                    "previous terminated container \"" + container + "\" in pod \"" + name(pod) + "\" not found");
        }
        if (!previous && !ran && !status.path("lastState").has("terminated")) {
            String reason = state.at("/waiting/reason").asText("ContainerCreating");
            String why = reason.equals("ErrImagePull") || reason.equals("ImagePullBackOff")
                    ? "trying and failing to pull image"
                    : reason;
            throw StatusRefusal.bad(
                    "container \"" + container + "\" in pod \"" + name(pod) + "\" is waiting to start: " + why);
        }
        String log = backend.log(pod, container, previous, request.is("timestamps"));
        String tail = request.option("tailLines");
        return Reply.text(200, tail.isEmpty() ? log : lastLines(log, Integer.parseInt(tail)));
    }

    private static String lastLines(String log, int count) {
        List<String> lines = log.lines().toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - count), lines.size());
        return last.isEmpty() ? "" : String.join("\n", last) + "\n";
    }

    private Reply ofPod(Address at) {
        JsonNode pod = objects.get(Kinds.POD, at.namespace(), bare(at.name()));
        if (!pod.at("/status/phase").asText().equals("Running")) {
            throw StatusRefusal.unavailable("error trying to reach service: dial tcp: connect: connection refused");
        }
        return backend.app(pod, path(at));
    }

    private Reply ofService(Address at) {
        String name = bare(at.name());
        JsonNode service = objects.get(Kinds.SERVICE, at.namespace(), name);
        Optional<ObjectNode> endpoints = objects.find(Kinds.ENDPOINTS, at.namespace(), name);
        JsonNode target = endpoints
                .map(of -> of.at("/subsets/0/addresses/0/targetRef/name"))
                .orElse(service.path("nothing"));
        if (target.isMissingNode()) {
            throw StatusRefusal.unavailable("no endpoints available for service \"" + name + "\"");
        }
        return backend.app(objects.get(Kinds.POD, at.namespace(), target.asText()), path(at));
    }

    /** {@code https:web:8080} names a scheme and a port beside the object. */
    private static String bare(String name) {
        String[] parts = name.split(":");
        return parts.length > 1 && (parts[0].equals("http") || parts[0].equals("https") || parts[0].isEmpty())
                ? parts[1]
                : parts[0];
    }

    private static String path(Address at) {
        return "/" + String.join("/", at.sub().subList(1, at.sub().size()));
    }

    private static JsonNode status(JsonNode pod, String container) {
        for (String list : List.of("containerStatuses", "initContainerStatuses")) {
            for (JsonNode status : pod.path("status").path(list)) {
                if (status.path("name").asText().equals(container)) {
                    return status;
                }
            }
        }
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode spec : pod.path("spec").path(list)) {
                if (spec.path("name").asText().equals(container)) {
                    return spec.path("state");
                }
            }
        }
        throw StatusRefusal.bad("container " + container + " is not valid for pod " + name(pod));
    }

    private static String name(JsonNode pod) {
        return pod.at("/metadata/name").asText();
    }
}
