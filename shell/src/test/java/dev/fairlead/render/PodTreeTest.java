package dev.fairlead.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.progress.ProgressEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodTreeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

    @Test
    void podsStandBelowTheirRevisionThoseInTroubleFirst() {
        assertEquals(
                """
                    revision 4: 1 of 2 ready
                      · web-b Running CrashLoopBackOff 3 restarts 20s n2 web:v2
                      ✓ web-a Running                             20s n1 web:v2
                    old: 1 of 1 ready
                      ✓ web-z Terminating 20s n1 web:v1
                """.stripTrailing(),
                shown(
                        tree(pod("web-a", true, ""), pod("web-b", true, "CrashLoopBackOff"), pod("web-z", false, "")),
                        80,
                        10));
    }

    @Test
    void whatHasNoRoomIsCountedAndTroubleStays() {
        assertEquals(
                """
                    revision 4: 3 of 4 ready
                      · bad Running CrashLoopBackOff 3 restarts 20s n2 web:v2
                      … 3 more
                """.stripTrailing(),
                shown(
                        tree(
                                pod("a", true, ""),
                                pod("b", true, ""),
                                pod("c", true, ""),
                                pod("bad", true, "CrashLoopBackOff")),
                        80,
                        3));
    }

    @Test
    void neverMoreLinesOrColumnsThanThereAre() {
        List<ProgressEvent.PodRow> pods = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pods.add(pod("web-" + i, i % 3 != 0, i % 2 == 0 ? "" : "ErrImagePull"));
        }
        ProgressEvent.Pods tree = new ProgressEvent.Pods("deployment/web", "4", pods);
        for (int most = 0; most < 16; most++) {
            List<BlockLine> lines = PodTree.lines(tree, NOW, 30, most);
            assertTrue(lines.size() <= most, lines.size() + " lines of " + most);
            assertTrue(lines.stream().allMatch(line -> line.shown(false).length() <= 30));
        }
    }

    private static String shown(ProgressEvent.Pods tree, int width, int most) {
        return String.join(
                "\n",
                PodTree.lines(tree, NOW, width, most).stream()
                        .map(line -> line.shown(false))
                        .toList());
    }

    private static ProgressEvent.Pods tree(ProgressEvent.PodRow... pods) {
        return new ProgressEvent.Pods("deployment/web", "4", List.of(pods));
    }

    private static ProgressEvent.PodRow pod(String name, boolean newest, String reason) {
        boolean well = reason.isEmpty();
        return new ProgressEvent.PodRow(
                name,
                newest,
                newest ? "Running" : "Terminating",
                well,
                well ? 0 : 3,
                NOW.minusSeconds(20),
                reason,
                newest ? "web:v2" : "web:v1",
                well ? "n1" : "n2");
    }
}
