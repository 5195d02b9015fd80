package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.util.List;
import java.util.Optional;

/** Writes which pods stand behind each Service: as Endpoints, and as an EndpointSlice. */
final class EndpointsController implements Reconciler {
    private static final String NAME = "endpoint-controller";

    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.SERVICE, service -> {
            if (!service.at("/spec/selector").isEmpty() && !ObjectJson.isLeaving(service)) {
                List<ObjectNode> pods = client.list(Kinds.POD, ObjectJson.namespace(service)).stream()
                        .filter(pod -> isBehind(service, pod))
                        .toList();
                endpoints(client, service, pods);
                slice(client, service, pods);
            }
        });
    }

    private static boolean isBehind(JsonNode service, JsonNode pod) {
        JsonNode labels = pod.at("/metadata/labels");
        return service.at("/spec/selector").properties().stream()
                        .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()))
                && pod.at("/status").has("podIP")
                && !ObjectJson.isOver(pod)
                && !ObjectJson.isLeaving(pod);
    }

    private static void endpoints(ControllerClient client, ObjectNode service, List<ObjectNode> pods) {
        Optional<ObjectNode> known =
                client.find(Kinds.ENDPOINTS, ObjectJson.namespace(service), ObjectJson.name(service));
        ObjectNode endpoints = known.map(ObjectNode::deepCopy).orElseGet(ObjectJson::object);
        ObjectNode metadata = endpoints.withObject("/metadata");
        metadata.put("name", ObjectJson.name(service)).put("namespace", ObjectJson.namespace(service));
        endpoints.remove("subsets");
        if (!pods.isEmpty()) {
            ObjectNode subset = endpoints.putArray("subsets").addObject();
            for (boolean ready : new boolean[] {true, false}) {
                List<ObjectNode> of = pods.stream()
                        .filter(pod -> ObjectJson.isReady(pod) == ready)
                        .toList();
                if (!of.isEmpty()) {
                    ArrayNode addresses = subset.putArray(ready ? "addresses" : "notReadyAddresses");
                    of.forEach(pod -> address(addresses.addObject(), pod));
                }
            }
            ports(subset.putArray("ports"), service, pods.get(0));
        }
        if (known.isEmpty()) {
            client.create(Kinds.ENDPOINTS, endpoints, NAME);
        } else {
            client.update(Kinds.ENDPOINTS, endpoints, NAME);
        }
    }

    private static void address(ObjectNode address, ObjectNode pod) {
        address.put("ip", pod.at("/status/podIP").asText());
        address.put("nodeName", pod.at("/spec/nodeName").asText());
        target(address, pod);
    }

    private static void target(ObjectNode address, ObjectNode pod) {
        ObjectNode target = address.putObject("targetRef").put("kind", "Pod");
        target.put("namespace", ObjectJson.namespace(pod))
                .put("name", ObjectJson.name(pod))
                .put("uid", ObjectJson.uid(pod));
    }

    private static void ports(ArrayNode ports, JsonNode service, JsonNode pod) {
        for (JsonNode port : service.at("/spec/ports")) {
            ObjectNode made = ports.addObject();
            ObjectJson.text(made, "name", port.path("name").asText(""));
            made.put(
                    "port",
                    number(port.path("targetPort"), pod, port.path("port").asInt()));
            made.put("protocol", port.path("protocol").asText("TCP"));
        }
    }

    /** A name stands for the port of a container. */
    private static int number(JsonNode target, JsonNode pod, int otherwise) {
        if (target.isNumber()) {
            return target.asInt();
        }
        for (JsonNode container : pod.at("/spec/containers")) {
            for (JsonNode port : container.path("ports")) {
                if (port.path("name").asText("").equals(target.asText())) {
                    return port.path("containerPort").asInt();
                }
            }
        }
        return otherwise;
    }

    private static void slice(ControllerClient client, ObjectNode service, List<ObjectNode> pods) {
        Optional<ObjectNode> known =
                client.controlled(Kinds.SLICE, service).stream().findFirst();
        ObjectNode slice =
                known.map(ObjectNode::deepCopy).orElseGet(() -> ObjectJson.controlledBy(Kinds.SERVICE, service));
        ObjectNode metadata = slice.withObject("/metadata");
        metadata.withObject("/labels").put("kubernetes.io/service-name", ObjectJson.name(service));
        slice.put("addressType", "IPv4");
        ArrayNode endpoints = slice.putArray("endpoints");
        for (ObjectNode pod : pods) {
            ObjectNode endpoint = endpoints.addObject();
            endpoint.putArray("addresses").add(pod.at("/status/podIP").asText());
            boolean ready = ObjectJson.isReady(pod);
            endpoint.putObject("conditions")
                    .put("ready", ready)
                    .put("serving", ready)
                    .put("terminating", false);
            target(endpoint, pod);
        }
        ArrayNode ports = slice.putArray("ports");
        if (!pods.isEmpty()) {
            ports(ports, service, pods.get(0));
        }
        if (known.isEmpty()) {
            metadata.put("generateName", ObjectJson.name(service) + "-");
            client.create(Kinds.SLICE, slice, NAME);
        } else {
            client.update(Kinds.SLICE, slice, NAME);
        }
    }
}
