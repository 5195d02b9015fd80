package dev.fairlead.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fairlead.kubernetes.ApiPath;
import java.util.List;
import java.util.Optional;

/**
 * What became of one object.
 *
 * @param namespace empty for kinds that have none
 * @param outcome of apply {@code created}, {@code configured} or {@code unchanged}; of delete {@code deleted}, {@code
 *     deletion started} or {@code not there}; {@code not checked} where a dry run cannot tell
 * @param dryRun whether nothing was really changed
 * @param diff of a dry run: the fields that would change, as lines of a unified diff
 * @param path where the API server has it; empty where that is not known
 * @param uid empty where it is not known
 */
public record AppliedObject(
        ObjectRef object,
        String namespace,
        String outcome,
        boolean dryRun,
        List<String> diff,
        @JsonIgnore Optional<ApiPath> path,
        @JsonIgnore String uid) {

    public AppliedObject(ObjectRef object, String namespace, String outcome, boolean dryRun) {
        this(object, namespace, outcome, dryRun, List.of(), Optional.empty(), "");
    }

    public AppliedObject withOutcome(String other) {
        return new AppliedObject(object, namespace, other, dryRun, diff, path, uid);
    }
}
