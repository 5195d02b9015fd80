package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import java.util.Optional;

/**
 * Scales workloads by a load that is given, as nothing here uses any CPU: the annotation {@code
 * sandbox.fairlead.dev/load} of the autoscaler says how much all pods together use, in per cent of what one requests.
 */
final class AutoscalerController implements Reconciler {
    static final String LOAD = "sandbox.fairlead.dev/load";
    private static final String NAME = "horizontal-pod-autoscaler";
    private static final double TOLERANCE = 0.1;

    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.AUTOSCALER, autoscaler -> scale(client, autoscaler));
    }

    private static void scale(ControllerClient client, ObjectNode autoscaler) {
        var target = autoscaler.at("/spec/scaleTargetRef");
        Optional<Kind> kind = client.kind(
                target.path("apiVersion").asText(), target.path("kind").asText());
        Optional<ObjectNode> scaled = kind.flatMap(of -> client.find(
                of, ObjectJson.namespace(autoscaler), target.path("name").asText()));
        if (scaled.isEmpty()) {
            return;
        }
        int current = scaled.get().at("/spec/replicas").asInt();
        int desired = current == 0 ? 0 : desired(autoscaler, current);
        if (desired != current) {
            ObjectNode changed = scaled.get().deepCopy();
            changed.withObject("/spec").put("replicas", desired);
            client.update(kind.orElseThrow(), changed, NAME);
            String reason = desired > current
                    ? "cpu resource utilization (percentage of request) above target"
                    : "All metrics below target";
            String message = "New size: " + desired + "; reason: " + reason;
            client.event(Kinds.AUTOSCALER, autoscaler, "Normal", "SuccessfulRescale", message, NAME);
        }
        ObjectNode changed = autoscaler.deepCopy();
        ObjectNode status = changed.withObject("/status");
        status.put("currentReplicas", scaled.get().at("/status/replicas").asInt());
        status.put("desiredReplicas", desired);
        ObjectJson.condition(
                status,
                "AbleToScale",
                "True",
                "ReadyForNewScale",
                "recommended size matches current size",
                client.stamp());
        ObjectJson.condition(status, "ScalingActive", "True", "ValidMetricFound", "the load is given", client.stamp());
        client.updateStatus(Kinds.AUTOSCALER, changed, NAME);
    }

    private static int desired(ObjectNode autoscaler, int current) {
        int least = autoscaler.at("/spec/minReplicas").asInt(1);
        int most = autoscaler.at("/spec/maxReplicas").asInt(1);
        String load = ObjectJson.annotation(autoscaler, LOAD);
        int goal = autoscaler
                .at("/spec/metrics/0/resource/target/averageUtilization")
                .asInt(80);
        int wanted = current;
        if (load.matches("\\d{1,9}")) {
            double ratio = Double.parseDouble(load) / current / goal;
            boolean near = Math.abs(ratio - 1) <= TOLERANCE;
            wanted = near ? current : (int) Math.ceil(ratio * current);
        }
        return Math.max(least, Math.min(most, wanted));
    }
}
