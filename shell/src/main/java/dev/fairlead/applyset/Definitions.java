package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.ManifestKinds;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.List;

/** Waits until definitions of kinds are established. */
final class Definitions {
    private static final Duration ESTABLISHED_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final ClusterClient cluster;
    private final ProgressListener progress;

    Definitions(ClusterClient cluster, ProgressListener progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /** @throws OpsException of kind INVALID when the server does not accept its names, TIMEOUT when it takes too long */
    void await(List<SetMember> definitions, List<SetMember> all) {
        definitions.forEach(this::await);
        cluster.discovery().refresh();
        ManifestKinds kinds = new ManifestKinds(cluster);
        all.stream().filter(SetMember::unserved).forEach(member -> kinds.awaitServed(member.manifest()));
    }

    private void await(SetMember definition) {
        long end = System.nanoTime() + ESTABLISHED_WITHIN.toNanos();
        while (true) {
            JsonNode status = cluster.get(definition.path()).path("status");
            if (is(status, "Established", "True")) {
                return;
            }
            for (JsonNode condition : status.path("conditions")) {
                if (condition.path("type").asText().equals("NamesAccepted")
                        && condition.path("status").asText().equals("False")) {
                    throw new OpsException(
                            FailureKind.INVALID,
                            definition.manifest().place() + ": " + definition.ref() + " is not accepted: "
                                    + condition.path("message").asText());
                }
            }
            if (System.nanoTime() > end) {
                throw new OpsException(
                        FailureKind.TIMEOUT,
                        definition.manifest().place() + ": " + definition.ref() + " is not established after "
                                + ESTABLISHED_WITHIN.toSeconds() + " s");
            }
            progress.on(new ProgressEvent.Advanced(
                    definition.ref().toString(), "not established yet", 0, 1, ProgressEvent.Unit.COUNT));
            Pause.of(BETWEEN, "cancelled while a definition was to be established");
        }
    }

    private static boolean is(JsonNode status, String type, String value) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals(value)) {
                return true;
            }
        }
        return false;
    }
}
