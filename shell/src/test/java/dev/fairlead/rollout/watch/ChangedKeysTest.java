package dev.fairlead.rollout.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChangedKeysTest {
    private final ChangedKeys changed = new ChangedKeys();

    @Test
    void whatHappensToAPodHappensToItsOwners() {
        object("{'metadata': {'uid': 'set', 'ownerReferences': [{'uid': 'web', 'controller': true}]}}");
        object("{'metadata': {'uid': 'pod', 'ownerReferences': [{'uid': 'set', 'controller': true}]}}");
        assertEquals(Set.of("pod", "set", "web"), take().uids());

        object("{'metadata': {'uid': 'event'}, 'involvedObject': {'uid': 'pod'}}");
        ChangedKeys.Gulp gulp = take();
        assertTrue(gulp.isAbout("web"));
        assertFalse(gulp.isAbout("db"));
    }

    @Test
    void nothingIsTakenTwice() {
        object("{'metadata': {'uid': 'web'}}");
        take();
        assertEquals(Set.of(), take().uids());
    }

    @Test
    void whatOnlyRefersToAnObjectIsNotItsController() {
        object("{'metadata': {'uid': 'pod', 'ownerReferences': [{'uid': 'web'}]}}");
        assertFalse(take().isAbout("web"));
    }

    @Test
    void afterAListEverythingMayHaveHappened() {
        changed.everything();
        assertTrue(take().isAbout("anything"));
        assertFalse(take().isAbout("anything"));
    }

    private ChangedKeys.Gulp take() {
        return changed.take(Duration.ofMillis(1), Duration.ZERO);
    }

    private void object(String json) {
        try {
            changed.object(new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
