package dev.fairlead.rollout.judge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a clue was found. */
public enum ClusterLayer {
    REGISTRY,
    PULL_SECRET,
    NODES,
    CONFIG,
    ADMISSION,
    VOLUME,
    SERVICE,
    INGRESS,
    BUDGET;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
