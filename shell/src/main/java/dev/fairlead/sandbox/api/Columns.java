package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns in which the API server shows each kind; those of priority 1 are shown in wide tables only. */
final class Columns {
    /** One column; its cell is a text, or a whole number where the type says integer. */
    record Column(String name, String type, int priority, Function<JsonNode, JsonNode> value) {
        static Column of(String name, String type, int priority, Function<JsonNode, String> cell) {
            return new Column(name, type, priority, object -> NODES.textNode(cell.apply(object)));
        }
    }

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Columns before the age of kinds that are looked at less often, as far as one field alone tells them. */
    private static final Map<String, String> OTHERS = Map.of(
            "HorizontalPodAutoscaler",
                    "MinPods:/spec/minReplicas, MaxPods:/spec/maxReplicas, Replicas:/status/currentReplicas",
            "PersistentVolumeClaim",
                    "Status:/status/phase, Volume:/spec/volumeName, Capacity:/status/capacity/storage,"
                            + " StorageClass:/spec/storageClassName",
            "PersistentVolume",
                    "Capacity:/spec/capacity/storage, Status:/status/phase, Claim:/spec/claimRef/name,"
                            + " StorageClass:/spec/storageClassName",
            "StorageClass", "Provisioner:/provisioner",
            "PodDisruptionBudget", "Allowed Disruptions:/status/disruptionsAllowed",
            "Ingress", "Class:/spec/ingressClassName, Hosts:/spec/rules/0/host",
            "CronJob", "Schedule:/spec/schedule, Last Schedule:/status/lastScheduleTime",
            "Lease", "Holder:/spec/holderIdentity",
            "RoleBinding", "Role:/roleRef/name",
            "ClusterRoleBinding", "Role:/roleRef/name");

    private final Instant now;

    Columns(Instant now) {
        this.now = now;
    }

    /** @param printerColumns those that the definition of a custom kind gives it */
    List<Column> of(Kind kind, JsonNode printerColumns) {
        List<Column> columns = new ArrayList<>();
        columns.add(text("Name", object -> Cells.text(object, "/metadata/name")));
        if (kind.custom() && !printerColumns.isEmpty()) {
            printerColumns.forEach(column -> columns.add(custom(column)));
        } else {
            columns.addAll(kind.custom() ? List.of(age()) : own(kind));
        }
        return columns;
    }

    private Column custom(JsonNode column) {
        String type = column.path("type").asText();
        Optional<JsonPath> path = path(column.path("jsonPath").asText());
        return new Column(
                column.path("name").asText(),
                type,
                column.path("priority").asInt(),
                object -> path.flatMap(known -> known.in(object).stream().findFirst())
                        .map(value -> shown(type, value))
                        .orElse(NODES.nullNode()));
    }

    /** Empty where it is not understood, and leads nowhere then. */
    private static Optional<JsonPath> path(String text) {
        try {
            return Optional.of(JsonPath.parse(text));
        } catch (OpsException e) {
            return Optional.empty();
        }
    }

    /** As the API server shows the first value that a column finds; nothing where it is of another type. */
    private JsonNode shown(String type, JsonNode value) {
        return switch (type) {
            case "integer" -> value.isNumber() ? NODES.numberNode(value.asLong()) : NODES.nullNode();
            case "number" -> value.isIntegralNumber() ? value : NODES.nullNode();
            case "boolean" -> value.isBoolean() ? value : NODES.nullNode();
            case "date" -> value.isTextual() ? NODES.textNode(since(value.asText())) : NODES.nullNode();
            default -> NODES.textNode(value.isTextual() ? value.asText() : value.toString());
        };
    }

    private List<Column> own(Kind kind) {
        return switch (kind.name()) {
            case "Pod" -> pods();
            case "Deployment" -> deployments();
            case "ReplicaSet" -> replicaSets();
            case "StatefulSet" ->
                List.of(
                        text(
                                "Ready",
                                o -> Cells.number(o, "/status/readyReplicas") + "/"
                                        + Cells.number(o, "/spec/replicas")),
                        age());
            case "DaemonSet" -> daemonSets();
            case "Job" -> jobs();
            case "Service" -> services();
            case "Namespace" -> List.of(text("Status", o -> Cells.text(o, "/status/phase")), age());
            case "Node" -> nodes();
            case "ConfigMap" ->
                List.of(number("Data", o -> Cells.size(o, "data") + Cells.size(o, "binaryData")), age());
            case "Secret" ->
                List.of(text("Type", o -> Cells.text(o, "/type")), number("Data", o -> Cells.size(o, "data")), age());
            case "ServiceAccount" -> List.of(number("Secrets", o -> Cells.size(o, "secrets")), age());
            case "Event" -> events();
            case "Endpoints" -> List.of(text("Endpoints", Cells::endpoints), age());
            case "LimitRange", "Role", "ClusterRole", "CustomResourceDefinition" ->
                List.of(Column.of("Created At", "date", 0, o -> Cells.text(o, "/metadata/creationTimestamp")));
            default ->
                Stream.concat(
                                Stream.of(OTHERS.getOrDefault(kind.name(), "").split(", "))
                                        .filter(column -> !column.isEmpty())
                                        .map(column -> column.split(":"))
                                        .map(column -> text(column[0], o -> Cells.text(o, column[1]))),
                                Stream.of(age()))
                        .toList();
        };
    }

    private List<Column> pods() {
        return List.of(
                text("Ready", PodCells::ready),
                text("Status", PodCells::status),
                text("Restarts", PodCells::restarts),
                age(),
                wide("IP", o -> Cells.text(o, "/status/podIP")),
                wide("Node", o -> Cells.text(o, "/spec/nodeName")),
                wide("Nominated Node", o -> Cells.NONE),
                wide("Readiness Gates", o -> Cells.NONE));
    }

    private List<Column> deployments() {
        return List.of(
                text("Ready", o -> Cells.number(o, "/status/readyReplicas") + "/" + Cells.number(o, "/spec/replicas")),
                number("Up-to-date", o -> Cells.number(o, "/status/updatedReplicas")),
                number("Available", o -> Cells.number(o, "/status/availableReplicas")),
                age(),
                wide("Containers", o -> Cells.containers(o, "name")),
                wide("Images", o -> Cells.containers(o, "image")),
                wide("Selector", Cells::selector));
    }

    private List<Column> replicaSets() {
        return List.of(
                number("Desired", o -> Cells.number(o, "/spec/replicas")),
                number("Current", o -> Cells.number(o, "/status/replicas")),
                number("Ready", o -> Cells.number(o, "/status/readyReplicas")),
                age(),
                wide("Containers", o -> Cells.containers(o, "name")),
                wide("Images", o -> Cells.containers(o, "image")),
                wide("Selector", Cells::selector));
    }

    private List<Column> daemonSets() {
        return List.of(
                number("Desired", o -> Cells.number(o, "/status/desiredNumberScheduled")),
                number("Current", o -> Cells.number(o, "/status/currentNumberScheduled")),
                number("Ready", o -> Cells.number(o, "/status/numberReady")),
                number("Up-to-date", o -> Cells.number(o, "/status/updatedNumberScheduled")),
                number("Available", o -> Cells.number(o, "/status/numberAvailable")),
                text("Node Selector", o -> Cells.NONE),
                age());
    }

    private List<Column> jobs() {
        return List.of(
                text(
                        "Completions",
                        o -> Cells.number(o, "/status/succeeded") + "/" + Cells.number(o, "/spec/completions")),
                text("Duration", this::duration),
                age());
    }

    private List<Column> services() {
        return List.of(
                text("Type", o -> Cells.text(o, "/spec/type")),
                text("Cluster-IP", o -> Cells.text(o, "/spec/clusterIP")),
                text("External-IP", Cells::external),
                text("Port(s)", Cells::ports),
                age(),
                wide("Selector", o -> Cells.pairs(o.at("/spec/selector"))));
    }

    private List<Column> nodes() {
        return List.of(
                text("Status", o -> "Ready"),
                text("Roles", o -> Cells.NONE),
                age(),
                text("Version", o -> Cells.text(o, "/status/nodeInfo/kubeletVersion")));
    }

    private List<Column> events() {
        return List.of(
                text("Last Seen", o -> since(Cells.text(o, "/lastTimestamp"))),
                text("Type", o -> Cells.text(o, "/type")),
                text("Reason", o -> Cells.text(o, "/reason")),
                text(
                        "Object",
                        o -> Cells.text(o, "/involvedObject/kind").toLowerCase(Locale.ROOT) + "/"
                                + Cells.text(o, "/involvedObject/name")),
                text("Message", o -> Cells.text(o, "/message")));
    }

    private String duration(JsonNode job) {
        String began = job.at("/status/startTime").asText("");
        String ended = job.at("/status/completionTime").asText("");
        if (began.isEmpty()) {
            return "";
        }
        Instant end = ended.isEmpty() ? now : Instant.parse(ended);
        return Cells.shown(Duration.between(Instant.parse(began), end));
    }

    private Column age() {
        return text("Age", o -> since(Cells.text(o, "/metadata/creationTimestamp")));
    }

    private String since(String time) {
        try {
            return Cells.shown(Duration.between(Instant.parse(time), now));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }

    private static Column text(String name, Function<JsonNode, String> cell) {
        return Column.of(name, "string", 0, cell);
    }

    private static Column wide(String name, Function<JsonNode, String> cell) {
        return Column.of(name, "string", 1, cell);
    }

    private static Column number(String name, Function<JsonNode, Integer> cell) {
        return new Column(
                name,
                "integer",
                0,
                object -> NODES.numberNode(cell.apply(object).intValue()));
    }

    /** The cells of one object. */
    static void cells(List<Column> columns, JsonNode object, ObjectNode row) {
        var cells = row.putArray("cells");
        for (Column column : columns) {
            cells.add(column.value().apply(object));
        }
    }
}
