package dev.fairlead.rollout.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManagedFieldsTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void aChangedFieldGoesBackToAllWhoOwnedIt() {
        assertHandedBack("""
                - {manager: kubectl, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}, 'f:b': {}}}}}
                - {manager: other, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:b': {}}}}}
                """, """
                - {manager: kubectl, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                - {manager: fairlead-undo, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:b': {}}}}}
                """, """
                - {manager: kubectl, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}, 'f:b': {}}}}}
                - {manager: other, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:b': {}}}}}
                """);
    }

    @Test
    void aFieldThatCameBackGoesToWhoAppliesThough() {
        assertHandedBack("""
                - {manager: setter, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:env': {'.': {}, 'f:x': {}}}}}}
                - {manager: kubectl, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                """, """
                - {manager: setter, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:env': {'.': {}, 'f:x': {}}}}}}
                - {manager: kubectl, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                - {manager: fairlead-undo, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:env': {'f:y': {}}}}}}
                """, """
                - {manager: setter, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:env': {'.': {}, 'f:x': {}}}}}}
                - {manager: kubectl, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}, 'f:env': {'f:y': {}}}}}}
                """);
    }

    @Test
    void amongSeveralWhoApplyTheOneNearestGetsIt() {
        assertHandedBack("""
                - {manager: one, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}, 'f:b': {}, 'f:c': {}}}}}
                - {manager: two, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:list': {'k:{"name":"n"}': {'.': {}, 'f:name': {}}}}}}}
                """, """
                - {manager: one, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}, 'f:b': {}, 'f:c': {}}}}}
                - {manager: two, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:list': {'k:{"name":"n"}': {'.': {}, 'f:name': {}}}}}}}
                - {manager: fairlead-undo, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:list': {'k:{"name":"n"}': {'f:tty': {}}}}}}}
                """, """
                - {manager: one, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}, 'f:b': {}, 'f:c': {}}}}}
                - {manager: two, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:list': {'k:{"name":"n"}': {'.': {}, 'f:name': {}, 'f:tty': {}}}}}}}
                """);
    }

    @Test
    void whoAppliesOnlyASideOfTheObjectInheritsNothing() {
        assertHandedBack("""
                - {manager: scaler, operation: Apply, fieldsV1: {'f:spec': {'f:replicas': {}}}}
                - {manager: creator, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                """, """
                - {manager: scaler, operation: Apply, fieldsV1: {'f:spec': {'f:replicas': {}}}}
                - {manager: creator, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                - {manager: fairlead-undo, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:b': {}}}}}
                """, """
                - {manager: scaler, operation: Apply, fieldsV1: {'f:spec': {'f:replicas': {}}}}
                - {manager: creator, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:a': {}, 'f:b': {}}}}}
                """);
    }

    @Test
    void aControllerThatWritesTheStatusInheritsNoAnnotation() {
        assertHandedBack("""
                - {manager: c, operation: Update, fieldsV1: {'f:metadata': {'f:annotations': {'f:rev': {}}}, 'f:status': {'f:x': {}}}}
                - {manager: kubectl, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                """, """
                - {manager: c, operation: Update, fieldsV1: {'f:metadata': {'f:annotations': {'f:rev': {}}}, 'f:status': {'f:x': {}}}}
                - {manager: kubectl, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                - {manager: fairlead-undo, operation: Update, fieldsV1: {'f:metadata': {'f:annotations': {'f:cause': {}}}}}
                """, """
                - {manager: c, operation: Update, fieldsV1: {'f:metadata': {'f:annotations': {'f:rev': {}}}, 'f:status': {'f:x': {}}}}
                - {manager: kubectl, operation: Update, fieldsV1: {'f:metadata': {'f:annotations': {'f:cause': {}}}, 'f:spec': {'f:template': {'f:a': {}}}}}
                """);
    }

    @Test
    void theSameManagerCanOwnByApplyAndByUpdate() {
        assertHandedBack("""
                - {manager: m, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                - {manager: m, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:b': {}}}}, time: '2020-01-01T00:00:00Z'}
                """, """
                - {manager: m, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                - {manager: fairlead-undo, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:b': {}}}}}
                """, """
                - {manager: m, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                - {manager: m, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:b': {}}}}, time: '2020-01-01T00:00:00Z'}
                """);
    }

    @Test
    void whatTheUndoRemovedIsOwnedByNobody() {
        assertHandedBack("""
                - {manager: m, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'f:a': {}, 'f:new': {}}}}}
                """, """
                - {manager: m, operation: Apply, fieldsV1: {'f:spec': {'f:template': {}}}}
                - {manager: fairlead-undo, operation: Update, fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}
                """, """
                - {manager: m, operation: Apply, fieldsV1: {'f:spec': {'f:template': {'.': {}, 'f:a': {}}}}}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{manager: m, operation: Apply, fieldsV1: {'f:spec': {}}}]",
            })
    void withoutAnythingToHandBackTheRecordStays(String record) {
        assertEquals(
                List.of(),
                ManagedFields.handedBack(read(record), read(record)).stream().toList());
    }

    @Test
    void withoutAnybodyToHandItToTheRecordStays() {
        assertEquals(
                List.of(),
                ManagedFields.handedBack(
                                read("[]"),
                                read("[{manager: fairlead-undo, operation: Update, fieldsV1: {'f:spec': {}}}]"))
                        .stream()
                        .toList());
    }

    private static void assertHandedBack(String before, String after, String expected) {
        JsonNode result = ManagedFields.handedBack(read(before), read(after)).orElseThrow();
        assertEquals(read(expected).toPrettyString(), result.toPrettyString());
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }
}
