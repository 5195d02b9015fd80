package dev.fairlead.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApplyFailuresTest {
    @Test
    void aFieldThatIsNoStringIsToldInWords() {
        assertEquals(
                ".spec.containers[name=\"a\"].resources.requests.cpu: expected a string, got the number 1; write \"1\"",
                ApplyFailures.inWords("failed to create typed patch object: errors:\n"
                        + "  .spec.containers[name=\"a\"].resources.requests.cpu: expected string, got"
                        + " &value.valueUnstructured{Value:1}\n  .spec.x: expected string, got"
                        + " &value.valueUnstructured{Value:true}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed to create typed patch object: .spec.replicaas: field not declared in schema | .spec.replicaas",
                "failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .spec.replicaas: field not declared in schema | .spec.replicaas",
                "failed to create typed patch object: .spec.template.spec.containers[name=\"web\"].imagee: field not declared in schema | .spec.template.spec.containers[name=\"web\"].imagee",
                "strict decoding error: unknown field \"spec.sise\" | .spec.sise",
                "something else went wrong | ''"
            })
    void theFieldOfARefusedManifestIsFoundInTheServersWords(String message, String path) {
        assertEquals(path, ApplyFailures.fieldPath(message));
    }

    @Test
    void aListItemNamedByItsKeyIsFoundByItsPlaceInTheText() throws JsonProcessingException {
        String object =
                "{\"spec\":{\"containers\":[{\"name\":\"a\"},{\"name\":\"web\",\"ports\":[{\"containerPort\":80}]}]}}";
        assertEquals(
                ".spec.containers[1].ports[0].porrt",
                ApplyFailures.indexed(
                        ".spec.containers[name=\"web\"].ports[containerPort=80].porrt",
                        new ObjectMapper().readTree(object)));
    }

    @Test
    void eachConflictNamesTheFieldAndItsOwnerUnlessThatYields() throws JsonProcessingException {
        String status = """
                {"details":{"causes":[
                 {"reason":"FieldManagerConflict","message":"conflict with \\"kubectl\\"","field":".spec.replicas"},
                 {"reason":"FieldManagerConflict","message":"conflict with \\"kubectl-set\\" using apps/v1","field":".spec.a"},
                 {"reason":"FieldManagerConflict","message":"conflict with \\"kubectl\\" with subresource \\"scale\\" using apps/v1","field":".spec.b"},
                 {"reason":"FieldManagerConflict","message":"conflict with \\"kcm\\" with subresource \\"scale\\" using apps/v1","field":".spec.c"},
                 {"reason":"FieldManagerConflict","message":"conflict with \\"hpa\\" using v1","field":".data.a"}]}}""";
        assertEquals(
                List.of(".spec.replicas: owned by kubectl", ".spec.c: owned by kcm (scale)", ".data.a: owned by hpa"),
                ApplyFailures.owners(new ObjectMapper().readTree(status)));
    }
}
