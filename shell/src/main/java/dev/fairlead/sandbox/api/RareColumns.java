package dev.fairlead.sandbox.api;

import static dev.fairlead.sandbox.api.Columns.number;
import static dev.fairlead.sandbox.api.Columns.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.api.Columns.Column;
import java.util.ArrayList;
import java.util.List;

/** The columns of kinds that are looked at less often. */
final class RareColumns {
    private RareColumns() {}

    static List<Column> of(Kind kind, Column age) {
        return switch (kind.name()) {
            case "HorizontalPodAutoscaler" -> autoscalers(age);
            case "Lease" -> List.of(at("Holder", "/spec/holderIdentity"), age);
            case "PersistentVolumeClaim" -> claims(age);
            case "PersistentVolume" -> volumes(age);
            case "StorageClass" ->
                List.of(
                        at("Provisioner", "/provisioner"),
                        at("ReclaimPolicy", "/reclaimPolicy"),
                        at("VolumeBindingMode", "/volumeBindingMode"),
                        text(
                                "AllowVolumeExpansion",
                                o -> o.path("allowVolumeExpansion").asText("false")),
                        age);
            case "PriorityClass" ->
                List.of(
                        number("Value", o -> o.path("value").asInt()),
                        text("Global-Default", o -> o.path("globalDefault").asText("false")),
                        age);
            case "ResourceQuota" ->
                List.of(age, text("Request", o -> quota(o, false)), text("Limit", o -> quota(o, true)));
            case "LimitRange", "Role", "ClusterRole" -> List.of(created());
            case "CustomResourceDefinition" -> List.of(created());
            case "RoleBinding", "ClusterRoleBinding" ->
                List.of(text("Role", o -> Cells.text(o, "/roleRef/kind") + "/" + Cells.text(o, "/roleRef/name")), age);
            case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration" ->
                List.of(number("Webhooks", o -> Cells.size(o, "webhooks")), age);
            case "Ingress" -> ingresses(age);
            case "IngressClass" -> List.of(at("Controller", "/spec/controller"), at("Parameters", "/none"), age);
            case "NetworkPolicy" ->
                List.of(text("Pod-Selector", o -> Cells.pairs(o.at("/spec/podSelector/matchLabels"))), age);
            case "PodDisruptionBudget" ->
                List.of(
                        text("Min Available", o -> o.at("/spec/minAvailable").asText("N/A")),
                        text(
                                "Max Unavailable",
                                o -> o.at("/spec/maxUnavailable").asText("N/A")),
                        number("Allowed Disruptions", o -> Cells.number(o, "/status/disruptionsAllowed")),
                        age);
            case "CronJob" -> cronJobs(age);
            case "EndpointSlice" ->
                List.of(
                        at("AddressType", "/addressType"),
                        text("Ports", o -> each(o.path("ports"), "/port")),
                        text("Endpoints", o -> each(o.path("endpoints"), "/addresses/0")),
                        age);
            case "ControllerRevision" ->
                List.of(
                        text("Controller", Cells::owner),
                        number("Revision", o -> o.path("revision").asInt()),
                        age);
            default -> List.of(age);
        };
    }

    private static List<Column> autoscalers(Column age) {
        return List.of(
                text(
                        "Reference",
                        o -> Cells.text(o, "/spec/scaleTargetRef/kind") + "/"
                                + Cells.text(o, "/spec/scaleTargetRef/name")),
                text("Targets", RareColumns::targets),
                at("MinPods", "/spec/minReplicas"),
                at("MaxPods", "/spec/maxReplicas"),
                number("Replicas", o -> Cells.number(o, "/status/currentReplicas")),
                age);
    }

    private static String targets(JsonNode autoscaler) {
        String goal = autoscaler
                .at("/spec/metrics/0/resource/target/averageUtilization")
                .asText("");
        String now = autoscaler
                .at("/status/currentMetrics/0/resource/current/averageUtilization")
                .asText("");
        return goal.isEmpty() ? Cells.NONE : "cpu: " + (now.isEmpty() ? "<unknown>" : now + "%") + "/" + goal + "%";
    }

    private static List<Column> claims(Column age) {
        return List.of(
                at("Status", "/status/phase"),
                text("Volume", o -> o.at("/spec/volumeName").asText("")),
                text("Capacity", o -> o.at("/status/capacity/storage").asText("")),
                text("Access Modes", o -> Cells.accessModes(o.at("/status/accessModes"))),
                text("StorageClass", o -> o.at("/spec/storageClassName").asText("")),
                age);
    }

    private static List<Column> volumes(Column age) {
        return List.of(
                at("Capacity", "/spec/capacity/storage"),
                text("Access Modes", o -> Cells.accessModes(o.at("/spec/accessModes"))),
                at("Reclaim Policy", "/spec/persistentVolumeReclaimPolicy"),
                at("Status", "/status/phase"),
                text(
                        "Claim",
                        o -> o.at("/spec/claimRef/namespace").asText("") + "/"
                                + o.at("/spec/claimRef/name").asText("")),
                text("StorageClass", o -> o.at("/spec/storageClassName").asText("")),
                age);
    }

    private static List<Column> ingresses(Column age) {
        return List.of(
                at("Class", "/spec/ingressClassName"),
                text("Hosts", o -> hosts(o.at("/spec/rules"))),
                text("Address", o -> ""),
                text("Ports", o -> o.at("/spec/tls").isEmpty() ? "80" : "80, 443"),
                age);
    }

    private static String hosts(JsonNode rules) {
        String hosts = each(rules, "/host");
        return hosts.isEmpty() || hosts.equals(Cells.NONE) ? "*" : hosts;
    }

    private static List<Column> cronJobs(Column age) {
        return List.of(
                at("Schedule", "/spec/schedule"),
                text("Timezone", o -> Cells.text(o, "/spec/timeZone")),
                text("Suspend", o -> o.at("/spec/suspend").asBoolean() ? "True" : "False"),
                number("Active", o -> Cells.size(o.path("status"), "active")),
                at("Last Schedule", "/status/lastScheduleTime"),
                age);
    }

    private static String quota(JsonNode quota, boolean limits) {
        List<String> all = new ArrayList<>();
        quota.at("/status/hard").properties().forEach(hard -> {
            if (hard.getKey().startsWith("limits.") == limits) {
                String used = quota.at("/status/used").path(hard.getKey()).asText();
                all.add(hard.getKey() + ": " + used + "/" + hard.getValue().asText());
            }
        });
        return String.join(", ", all);
    }

    private static String each(JsonNode list, String pointer) {
        List<String> all = new ArrayList<>();
        list.forEach(item -> {
            String value = item.at(pointer).asText("");
            if (!value.isEmpty()) {
                all.add(value);
            }
        });
        return all.isEmpty() ? Cells.NONE : String.join(",", all);
    }

    private static Column created() {
        return Column.of("Created At", "date", 0, o -> Cells.text(o, "/metadata/creationTimestamp"));
    }

    private static Column at(String name, String pointer) {
        return text(name, o -> Cells.text(o, pointer));
    }
}
