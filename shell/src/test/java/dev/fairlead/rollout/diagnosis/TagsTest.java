package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TagsTest {
    @Test
    void versionsAreOrderedByTheirNumbers() {
        List<String> oldestFirst = List.of(
                "latest", "0.9", "1.2-rc1", "1.2-rc2", "1.2", "1.2.1", "v1.9", "1.10.0", "v2.0.0-alpha", "2.0.0");
        List<String> tags = new ArrayList<>(oldestFirst);
        java.util.Collections.reverse(tags);
        tags.sort(Tags.OLDEST_FIRST);
        assertEquals(oldestFirst, tags);
    }

    @Test
    void whatIsMeantComesBeforeWhatIsNew() {
        List<String> tags = List.of("1.0", "1.34", "1.35", "1.36", "2.0", "latest");
        assertEquals(List.of("1.35", "2.0", "1.36", "1.34", "1.0"), Tags.candidates("1.53", tags, 5));
        assertEquals(List.of("latest", "2.0", "1.36"), Tags.candidates("latets", tags, 3));
        assertEquals(List.of("2.0", "1.36"), Tags.candidates("stable-build-7", tags, 2));
    }
}
