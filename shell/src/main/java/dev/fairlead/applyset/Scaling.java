package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.Autoscalers;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves the count of pods to the autoscaler that owns it. A new workload still starts with its manifest's count.
 */
final class Scaling {
    private final Autoscalers autoscalers;
    private final ProgressListener progress;

    Scaling(ClusterClient cluster, ProgressListener progress) {
        this.autoscalers = new Autoscalers(cluster, progress);
        this.progress = progress;
    }

    /** The members as they are to be applied. */
    List<SetMember> adjusted(List<SetMember> members, Map<ObjectKey, JsonNode> live) {
        members.stream()
                .filter(member -> member.is("autoscaling", "HorizontalPodAutoscaler"))
                .forEach(member -> autoscalers.add(member.body(), member.namespace()));
        List<SetMember> adjusted = new ArrayList<>();
        for (SetMember member : members) {
            adjusted.add(adjusted(member, Optional.ofNullable(live.get(member.key()))));
        }
        return adjusted;
    }

    private SetMember adjusted(SetMember member, Optional<JsonNode> live) {
        Optional<Integer> said = Autoscalers.count(member.body());
        if (said.isEmpty() && live.flatMap(Autoscalers::count).isEmpty()) {
            return member;
        }
        Optional<String> scaler = autoscalers.of(
                member.namespace(), member.type().kind(), member.manifest().name());
        if (scaler.isEmpty()) {
            return member;
        }
        if (live.isEmpty()) {
            progress.note(member.ref() + " starts with its " + said.orElse(0) + " replicas; then " + scaler.get()
                    + " owns the count");
            return member;
        }
        said.ifPresent(count -> progress.note(
                member.ref() + ": replicas " + count + " is left out, " + scaler.get() + " owns the count"));
        return member.withoutCount();
    }
}
