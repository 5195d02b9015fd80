package dev.fairlead.rollout.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.rollout.judge.TemplateFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/**
 * The pod template that a line wrote, as the server answered. While the line follows its workload, any later template is
 * somebody else's change. The count of pods, a pause and annotations may change meanwhile.
 *
 * @param uid of the workload
 * @param generation that the write made; 0 where it is not known
 */
public record WrittenTemplate(String uid, long generation, PodTemplateSpec template) {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    /** Empty for an object without a pod template. */
    public static Optional<WrittenTemplate> of(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return of(metadata.path("uid").asText(), metadata.path("generation").asLong(), object.at("/spec/template"));
    }

    /** Of a write whose generation is not known. */
    public static Optional<WrittenTemplate> of(String uid, JsonNode template) {
        return of(uid, 0, template);
    }

    private static Optional<WrittenTemplate> of(String uid, long generation, JsonNode template) {
        return template.isObject()
                ? Optional.of(new WrittenTemplate(
                        uid, generation, SERIALIZATION.convertValue(template, PodTemplateSpec.class)))
                : Optional.empty();
    }

    /** Whether the workload is older than the write: a server may answer from what it knew before. */
    public boolean isNewerThan(HasMetadata workload) {
        return isOf(workload) && workload.getMetadata().getGeneration() < generation;
    }

    /** Whether the workload, as it was at the write or later, has another template. */
    public boolean isReplacedIn(HasMetadata workload) {
        return !isOf(workload)
                || TemplateFields.template(workload)
                        .filter(now -> !now.equals(template))
                        .isPresent();
    }

    public boolean isOf(HasMetadata workload) {
        return workload.getMetadata().getUid().equals(uid);
    }
}
