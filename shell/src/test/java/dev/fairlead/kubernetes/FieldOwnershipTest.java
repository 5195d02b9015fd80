package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case is an object's fields in the hands of one manager, and a manifest that says {@code image: v1} over it. */
final class FieldOwnershipTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Instant NOW = Instant.parse("2026-01-01T00:03:00Z");
    private static final List<List<String>> NOTHING = List.of();

    @ParameterizedTest
    @CsvSource({
        "fairlead-deploy, Update, '', false",
        "fairlead-release, Update, '', false",
        "fairlead-undo, Update, '', false",
        "fairlead, Update, '', false",
        "fairlead-handover, Apply, '', false",
        "kubectl-client-side-apply, Update, '', false",
        "kubectl-create, Update, '', false",
        "kubectl-edit, Update, '', false",
        "kubectl-set, Update, '', false",
        "kubectl-patch, Update, '', false",
        "kubectl-replace, Update, '', false",
        "kubectl-run, Update, '', false",
        "kubectl-expose, Update, '', false",
        "kubectl, Update, scale, false",
        "kubectl, Update, '', false",
        "before-first-apply, Update, '', false",
        "helm, Update, '', false",
        "helm, Apply, '', false",
        "kubectl, Apply, '', true",
        "ci, Apply, '', true",
        "argocd-controller, Update, '', true",
        "argocd-controller, Apply, '', true",
        "kustomize-controller, Apply, '', true",
        "helm-controller, Update, '', true",
        "kube-controller-manager, Update, scale, true",
        "my-operator, Update, '', true",
        "fairleader, Update, '', true"
    })
    void whatPeopleWroteYieldsAndWhatControllersHoldDoesNot(
            String manager, String operation, String subresource, boolean held) {
        String by = subresource.isEmpty() ? "" : ", subresource: " + subresource;
        JsonNode live = object("v2", """
                - {manager: %s, operation: %s, apiVersion: apps/v1%s, fieldsV1: {'f:spec': {'f:image': {}}}}
                """.formatted(manager, operation, by));
        FieldOwnership ownership = FieldOwnership.of(live, forced("v1"), NOTHING);
        assertEquals(held, ownership.isHeld());
        Optional<ArrayNode> fields = ownership.managedFields(NOW);
        if (held) {
            assertEquals(Optional.empty(), fields);
        } else {
            assertEquals(
                    owners(
                            "- {manager: fairlead, operation: Apply, apiVersion: apps/v1,"
                                    + " time: '2026-01-01T00:03:00Z', fieldsType: FieldsV1, fieldsV1: {'f:spec': {'f:image': {}}}}"),
                    fields);
        }
    }

    @Test
    void whatAnotherOwnsWithTheSameValueIsNotHeld() {
        String other =
                "- {manager: argocd, operation: Apply, apiVersion: apps/v1, fieldsV1: {'f:spec': {'f:image': {}}}}\n";
        JsonNode forced = object("v1", other + own("{'f:spec': {'f:image': {}}}"));
        assertFalse(FieldOwnership.of(object("v1", other), forced, NOTHING).isHeld());
        assertTrue(FieldOwnership.of(object("v2", other), forced("v1"), NOTHING).isHeld());
    }

    /** A server before 1.22 does not tell a subresource, and notes a whole manifest with all its defaults. */
    @Test
    void whatKubectlAppliedIsMigratedAndWhatTheManifestDroppedGoesWithIt() {
        JsonNode live = yaml("""
                apiVersion: apps/v1
                metadata:
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"spec":{"image":"v1","env":[{"name":"A"}]}}'}
                  managedFields:
                  - {manager: kubectl-client-side-apply, operation: Update, apiVersion: apps/v1, fieldsV1: {
                      'f:metadata': {'f:annotations': {'.': {}, 'f:kubectl.kubernetes.io/last-applied-configuration': {}}},
                      'f:spec': {'f:replicas': {}, 'f:image': {}, 'f:env': {'.': {}, 'k:{"name":"A"}': {'.': {}, 'f:name': {}}}}}}
                  - {manager: kube-controller-manager, operation: Update, apiVersion: apps/v1, fieldsV1: {'f:status': {'f:replicas': {}}}}
                spec: {replicas: 3, image: v1, env: [{name: A}]}
                """);
        JsonNode forced = live.deepCopy();
        ((ArrayNode) forced.at("/metadata/managedFields"))
                .add(yaml(own("{'f:spec': {'f:image': {}}}")).get(0));
        FieldOwnership ownership = FieldOwnership.of(live, forced, NOTHING);
        assertTrue(FieldOwnership.isNeeded(live, yaml("spec: {image: v1}"), NOTHING));
        assertTrue(ownership.drops());
        assertEquals(yaml("{replicas: 3, image: v1}"), ownership.preview().path("spec"));
        ArrayNode fields = ownership.managedFields(NOW).orElseThrow();
        assertEquals(List.of("kube-controller-manager", "fairlead"), fields.findValuesAsText("manager"));
        assertEquals(
                yaml("{'f:spec': {'f:image': {}, 'f:env': {'.': {}, 'k:{\"name\":\"A\"}': {'.': {}, 'f:name': {}}}}}"),
                fields.get(1).path("fieldsV1"));
    }

    /** kubectl's apply leaves what a create made and the manifest does not say; a later manifest can drop its own. */
    @Test
    void whatWasCreatedStaysAndIsNoLongerHeldAsAWhole() {
        String created = "- {manager: kubectl-create, operation: Update, apiVersion: apps/v1,"
                + " fieldsV1: {'f:metadata': {'f:labels': {'.': {}, 'f:a': {}, 'f:b': {}}}}}\n";
        JsonNode live = object("v1", created);
        JsonNode forced = object("v1", created + own("{'f:metadata': {'f:labels': {'f:a': {}}}}"));
        FieldOwnership ownership = FieldOwnership.of(live, forced, NOTHING);
        assertFalse(ownership.drops());
        assertEquals(
                List.of(
                        yaml("{'f:metadata': {'f:labels': {'f:b': {}}}}"),
                        yaml("{'f:metadata': {'f:labels': {'f:a': {}}}}")),
                ownership.managedFields(NOW).orElseThrow().findValues("fieldsV1"));
    }

    @Test
    void whatAVerbChangedInsideOfWhatTheManifestDropsGoesToo() {
        String applied = own("{'f:spec': {'f:image': {}, 'f:env': {'k:{\"name\":\"A\"}': {'.': {}, 'f:name': {}}}}}");
        String deployed =
                "- {manager: fairlead-deploy, operation: Update, apiVersion: apps/v1, time: '2026-01-01T00:00:00Z',"
                        + " fieldsV1: {'f:spec': {'f:env': {'k:{\"name\":\"A\"}': {'f:value': {}}}}}}\n";
        JsonNode live = with(object("v1", applied + deployed), "env", "[{name: A, value: changed}]");
        JsonNode forced =
                with(object("v1", deployed + own("{'f:spec': {'f:image': {}}}")), "env", "[{name: A, value: changed}]");
        FieldOwnership ownership = FieldOwnership.of(live, forced, NOTHING);
        assertTrue(ownership.drops());
        assertEquals(
                List.of(".spec.env[name=\"A\"].value, set by rollout deploy 3 minutes ago, goes"),
                ownership.putBack().stream().map(back -> back.words(NOW)).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "fairlead-deploy, '', 'image v2, set by rollout deploy 3 minutes ago, goes back to v1'",
        "kubectl-set, '', 'image v2, set by kubectl set 3 minutes ago, goes back to v1'",
        "kubectl-edit, '', 'image v2, set by kubectl edit 3 minutes ago, goes back to v1'",
        "kubectl, scale, 'image v2, set by kubectl scale 3 minutes ago, goes back to v1'",
        "kubectl-create, '', ''",
        "kubectl-client-side-apply, '', ''",
        "helm, '', ''",
        "argocd, '', ''"
    })
    void whatAVerbHadSetIsSaidWhenItGoesBack(String manager, String subresource, String words) {
        String by = subresource.isEmpty() ? "" : ", subresource: " + subresource;
        JsonNode live = object("v2", """
                - {manager: %s, operation: Update, apiVersion: apps/v1%s, time: '2026-01-01T00:00:00Z', fieldsV1: {'f:spec': {'f:image': {}}}}
                """.formatted(manager, by));
        assertEquals(
                words.isEmpty() ? List.of() : List.of(words),
                FieldOwnership.of(live, forced("v1"), NOTHING).putBack().stream()
                        .map(back -> back.words(NOW))
                        .toList());
        assertEquals(List.of(), FieldOwnership.of(live, forced("v2"), NOTHING).putBack(), "the same value");
    }

    @ParameterizedTest
    @CsvSource({"2025-12-31T23:58:00Z, 1", "2026-01-01T00:01:00Z, 0"})
    void anUndoIsPutBackUnlessSomethingWasAppliedSince(String applied, int fields) {
        String pods = "{'f:spec': {'f:template': {'f:spec': {'f:image': {}}}}}";
        String entries =
                "- {manager: fairlead, operation: Apply, apiVersion: apps/v1, time: '" + applied + "', fieldsV1: "
                        + pods + "}\n- {manager: fairlead-undo, operation: Update, apiVersion: apps/v1,"
                        + " time: '2026-01-01T00:00:00Z',"
                        + " fieldsV1: {'f:metadata': {'f:annotations': {'f:fairlead.dev/changed-by': {}}}}}\n";
        JsonNode live = with(object("-", entries), "template", "{spec: {image: v1}}");
        JsonNode forced = with(object("-", entries), "template", "{spec: {image: v2}}");
        List<RevertedField> back = FieldOwnership.of(live, forced, NOTHING).putBack();
        assertEquals(fields, back.size());
        back.forEach(
                one -> assertEquals("image v1, set by rollout undo 3 minutes ago, goes back to v2", one.words(NOW)));
    }

    @Test
    void aReleasedFieldIsNobodysWhoApplies() {
        String entries = own("{'f:spec': {'f:image': {}, 'f:replicas': {}}}");
        JsonNode live = with(object("v1", entries), "replicas", "3");
        List<List<String>> released = List.of(FieldOwnership.REPLICAS);
        assertTrue(FieldOwnership.isNeeded(live, yaml("spec: {image: v1}"), released));
        assertFalse(FieldOwnership.isNeeded(live, yaml("spec: {image: v1}"), NOTHING));
        FieldOwnership ownership = FieldOwnership.of(live, live, released);
        assertEquals(3, ownership.preview().at("/spec/replicas").asInt());
        assertEquals(
                List.of(yaml("{'f:spec': {'f:image': {}}}")),
                ownership.managedFields(NOW).orElseThrow().findValues("fieldsV1"));
    }

    private static String own(String fields) {
        return "- {manager: fairlead, operation: Apply, apiVersion: apps/v1, fieldsV1: " + fields + "}\n";
    }

    private static JsonNode forced(String image) {
        return object(image, own("{'f:spec': {'f:image': {}}}"));
    }

    private static JsonNode object(String image, String managedFields) {
        ObjectNode object = (ObjectNode) yaml("{apiVersion: apps/v1, spec: {image: " + image + "}}");
        object.withObject("/metadata").set("managedFields", yaml(managedFields));
        return object;
    }

    private static JsonNode with(JsonNode object, String field, String value) {
        ((ObjectNode) object.path("spec")).set(field, yaml(value));
        return object;
    }

    private static Optional<JsonNode> owners(String entries) {
        return Optional.of(yaml(entries));
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
