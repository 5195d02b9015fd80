package dev.fairlead.release.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.rollout.model.WorkloadRef;

/**
 * An object of the release's namespace, as it is typed.
 *
 * @param kind {@code deployment} or {@code service}
 */
public record ObjectName(String kind, String name) {
    /** @throws dev.fairlead.failure.OpsException of kind USAGE when the name cannot be one */
    public ObjectName {
        ApiPath.checkName(kind, name);
    }

    public static ObjectName deployment(String name) {
        return new ObjectName("deployment", name);
    }

    public static ObjectName service(String name) {
        return new ObjectName("service", name);
    }

    /** Reads {@code KIND/NAME}. */
    @JsonCreator
    public static ObjectName parse(String text) {
        int slash = text.indexOf('/');
        return new ObjectName(text.substring(0, slash), text.substring(slash + 1));
    }

    public boolean isDeployment() {
        return kind.equals("deployment");
    }

    public WorkloadRef workload() {
        return new WorkloadRef(kind, name);
    }

    @JsonValue
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
