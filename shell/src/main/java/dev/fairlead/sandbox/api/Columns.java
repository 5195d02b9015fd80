package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The columns in which the API server shows each kind; those of priority 1 are shown in wide tables only. */
final class Columns {
    private static final String NONE = "<none>";

    /** One column; its cell is a text, or a whole number where the type says integer. */
    record Column(String name, String type, int priority, Function<JsonNode, String> cell) {}

    private final Instant now;

    Columns(Instant now) {
        this.now = now;
    }

    List<Column> of(Kind kind) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Name", "string", 0, object -> text(object, "/metadata/name")));
        columns.addAll(own(kind));
        return columns;
    }

    private List<Column> own(Kind kind) {
        return switch (kind.name()) {
            case "Pod" -> pods();
            case "Deployment" -> deployments();
            case "ReplicaSet" -> replicaSets();
            case "StatefulSet" ->
                List.of(
                        text("Ready", o -> number(o, "/status/readyReplicas") + "/" + number(o, "/spec/replicas")),
                        age());
            case "DaemonSet" -> daemonSets();
            case "Job" -> jobs();
            case "Service" -> services();
            case "Namespace" -> List.of(text("Status", o -> text(o, "/status/phase")), age());
            case "Node" -> nodes();
            case "ConfigMap" -> List.of(number("Data", o -> size(o, "data") + size(o, "binaryData")), age());
            case "Secret" -> List.of(text("Type", o -> text(o, "/type")), number("Data", o -> size(o, "data")), age());
            case "ServiceAccount" -> List.of(number("Secrets", o -> size(o, "secrets")), age());
            case "Event" -> events();
            case "HorizontalPodAutoscaler" -> autoscalers();
            case "Endpoints" -> List.of(text("Endpoints", Columns::endpoints), age());
            case "Lease" -> List.of(text("Holder", o -> text(o, "/spec/holderIdentity")), age());
            case "PersistentVolumeClaim" ->
                List.of(
                        text("Status", o -> text(o, "/status/phase")),
                        text("Volume", o -> text(o, "/spec/volumeName")),
                        age());
            case "CustomResourceDefinition" ->
                List.of(new Column("Created At", "date", 0, o -> text(o, "/metadata/creationTimestamp")));
            case "ControllerRevision" ->
                List.of(
                        text("Controller", o -> owner(o)),
                        number("Revision", o -> o.path("revision").asInt()),
                        age());
            default -> List.of(age());
        };
    }

    private List<Column> pods() {
        return List.of(
                text("Ready", PodCells::ready),
                text("Status", PodCells::status),
                text("Restarts", PodCells::restarts),
                age(),
                wide("IP", o -> text(o, "/status/podIP")),
                wide("Node", o -> text(o, "/spec/nodeName")),
                wide("Nominated Node", o -> NONE),
                wide("Readiness Gates", o -> NONE));
    }

    private List<Column> deployments() {
        return List.of(
                text("Ready", o -> number(o, "/status/readyReplicas") + "/" + number(o, "/spec/replicas")),
                number("Up-to-date", o -> number(o, "/status/updatedReplicas")),
                number("Available", o -> number(o, "/status/availableReplicas")),
                age(),
                wide("Containers", o -> containers(o, "name")),
                wide("Images", o -> containers(o, "image")),
                wide("Selector", Columns::selector));
    }

    private List<Column> replicaSets() {
        return List.of(
                number("Desired", o -> number(o, "/spec/replicas")),
                number("Current", o -> number(o, "/status/replicas")),
                number("Ready", o -> number(o, "/status/readyReplicas")),
                age(),
                wide("Containers", o -> containers(o, "name")),
                wide("Images", o -> containers(o, "image")),
                wide("Selector", Columns::selector));
    }

    private List<Column> daemonSets() {
        return List.of(
                number("Desired", o -> number(o, "/status/desiredNumberScheduled")),
                number("Current", o -> number(o, "/status/currentNumberScheduled")),
                number("Ready", o -> number(o, "/status/numberReady")),
                number("Up-to-date", o -> number(o, "/status/updatedNumberScheduled")),
                number("Available", o -> number(o, "/status/numberAvailable")),
                text("Node Selector", o -> NONE),
                age());
    }

    private List<Column> jobs() {
        return List.of(
                text("Completions", o -> number(o, "/status/succeeded") + "/" + number(o, "/spec/completions")),
                text("Duration", this::duration),
                age());
    }

    private List<Column> services() {
        return List.of(
                text("Type", o -> text(o, "/spec/type")),
                text("Cluster-IP", o -> text(o, "/spec/clusterIP")),
                text("External-IP", o -> text(o, "/spec/externalName")),
                text("Port(s)", Columns::ports),
                age(),
                wide("Selector", o -> pairs(o.at("/spec/selector"))));
    }

    private List<Column> nodes() {
        return List.of(
                text("Status", o -> "Ready"),
                text("Roles", o -> NONE),
                age(),
                text("Version", o -> text(o, "/status/nodeInfo/kubeletVersion")));
    }

    private List<Column> events() {
        return List.of(
                text("Last Seen", o -> since(text(o, "/lastTimestamp"))),
                text("Type", o -> text(o, "/type")),
                text("Reason", o -> text(o, "/reason")),
                text(
                        "Object",
                        o -> text(o, "/involvedObject/kind").toLowerCase(java.util.Locale.ROOT) + "/"
                                + text(o, "/involvedObject/name")),
                text("Message", o -> text(o, "/message")));
    }

    private List<Column> autoscalers() {
        return List.of(
                text(
                        "Reference",
                        o -> text(o, "/spec/scaleTargetRef/kind") + "/" + text(o, "/spec/scaleTargetRef/name")),
                text("MinPods", o -> text(o, "/spec/minReplicas")),
                text("MaxPods", o -> text(o, "/spec/maxReplicas")),
                number("Replicas", o -> number(o, "/status/currentReplicas")),
                age());
    }

    private String duration(JsonNode job) {
        String began = job.at("/status/startTime").asText("");
        String ended = job.at("/status/completionTime").asText("");
        if (began.isEmpty()) {
            return "";
        }
        Instant end = ended.isEmpty() ? now : Instant.parse(ended);
        return shown(Duration.between(Instant.parse(began), end));
    }

    private Column age() {
        return text("Age", o -> since(text(o, "/metadata/creationTimestamp")));
    }

    private String since(String time) {
        try {
            return shown(Duration.between(Instant.parse(time), now));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }

    /** As kubectl writes an age. */
    private static String shown(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        return seconds < 3 * 3600
                ? seconds / 60 + "m"
                : seconds < 48 * 3600 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }

    private static String containers(JsonNode object, String field) {
        List<String> values = new ArrayList<>();
        object.at("/spec/template/spec/containers")
                .forEach(container -> values.add(container.path(field).asText()));
        return String.join(",", values);
    }

    private static String selector(JsonNode object) {
        return pairs(object.at("/spec/selector/matchLabels"));
    }

    private static String pairs(JsonNode labels) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            pairs.add(label.getKey() + "=" + label.getValue().asText());
        }
        return pairs.isEmpty() ? NONE : String.join(",", pairs);
    }

    private static String ports(JsonNode service) {
        List<String> ports = new ArrayList<>();
        service.at("/spec/ports")
                .forEach(port -> ports.add(
                        port.path("port").asText() + "/" + port.path("protocol").asText()));
        return ports.isEmpty() ? NONE : String.join(",", ports);
    }

    private static String endpoints(JsonNode object) {
        List<String> all = new ArrayList<>();
        for (JsonNode subset : object.path("subsets")) {
            for (JsonNode address : subset.path("addresses")) {
                for (JsonNode port : subset.path("ports")) {
                    all.add(address.path("ip").asText() + ":"
                            + port.path("port").asText());
                }
            }
        }
        return all.isEmpty() ? NONE : String.join(",", all);
    }

    private static String owner(JsonNode object) {
        JsonNode owner = object.at("/metadata/ownerReferences").path(0);
        return owner.path("kind").asText().toLowerCase(java.util.Locale.ROOT) + ".apps/"
                + owner.path("name").asText();
    }

    private static int size(JsonNode object, String field) {
        return object.path(field).size();
    }

    private static int number(JsonNode object, String pointer) {
        return object.at(pointer).asInt();
    }

    private static String text(JsonNode object, String pointer) {
        String text = object.at(pointer).asText("");
        return text.isEmpty() ? NONE : text;
    }

    private static Column text(String name, Function<JsonNode, String> cell) {
        return new Column(name, "string", 0, cell);
    }

    private static Column wide(String name, Function<JsonNode, String> cell) {
        return new Column(name, "string", 1, cell);
    }

    private static Column number(String name, Function<JsonNode, Integer> cell) {
        return new Column(name, "integer", 0, object -> String.valueOf(cell.apply(object)));
    }

    /** The cells of one object. */
    static void cells(List<Column> columns, JsonNode object, ObjectNode row) {
        var cells = row.putArray("cells");
        for (Column column : columns) {
            String cell = column.cell().apply(object);
            if (column.type().equals("integer")) {
                cells.add(Integer.parseInt(cell));
            } else {
                cells.add(cell);
            }
        }
    }
}
