package dev.fairlead.script.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a timeline has its ticks and bars, and how its steps came out. */
final class TimelineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S|0, 1 ms",
                "PT0.003S|0, 1 ms, 2 ms, 3 ms",
                "PT0.9S|0, 200 ms, 400 ms, 600 ms, 800 ms",
                "PT4.9S|0, 1 s, 2 s, 3 s, 4 s",
                "PT59S|0, 15 s, 30 s, 45 s",
                "PT2M|0, 30 s, 1 min, 1 min 30 s, 2 min",
                "PT55M|0, 15 min, 30 min, 45 min",
                "PT13H|0, 3 h, 6 h, 9 h, 12 h",
                "P12D|0, 3 d, 6 d, 9 d, 12 d"
            })
    void itsTicksAreAtRoundTimesAndNeverMoreThanSix(Duration length, String labels) {
        Axis axis = Axis.of(Made.BEGAN, Made.BEGAN.plus(length));
        List<Axis.Tick> ticks = axis.ticks();
        assertEquals(
                labels, String.join(", ", ticks.stream().map(Axis.Tick::label).toList()));
        assertEquals(0, ticks.get(0).at());
        assertTrue(ticks.get(ticks.size() - 1).at() <= 100);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 ms",
        "999,999 ms",
        "1000,1.0 s",
        "9949,9.9 s",
        "9950,10 s",
        "59499,59 s",
        "59500,1 min",
        "125000,2 min 5 s",
        "3600000,1 h",
        "90061000,1 d 1 h"
    })
    void timesAreAsPreciseAsTheyAreShort(long millis, String words) {
        assertEquals(words, ElapsedText.words(Duration.ofMillis(millis)));
    }

    @Test
    void barsStandWhereTheirStepsWereInTime() {
        ScriptReport report = new Made()
                .step("A", "succeeded", 0, 5_000)
                .step("A > B", "succeeded", 1_000, 3_000)
                .step("C", "succeeded", 10_000, 10_000)
                .report(10_000, false, Optional.empty());
        List<Bar> bars = Bar.of(StepTree.of(report), Axis.of(report.began(), report.ended()));
        assertEquals(
                List.of("A 0.0+50.0 group", "B 10.0+20.0", "C 99.0+0.0"),
                bars.stream()
                        .map(bar -> bar.step().name() + " " + bar.start() + "+" + bar.width()
                                + (bar.group() ? " group" : ""))
                        .toList());
    }

    @Test
    void aFailureIsOnlyTriedAgainWhereTheSameStepCameLaterBesideIt() {
        ScriptReport report = new Made()
                .step("Push", "failed", 0, 1)
                .step("Push", "succeeded", 2, 3)
                .step("Other", "succeeded", 3, 9)
                .step("Other > Roll", "failed", 4, 5)
                .branch("eu", "failed", 10, 20)
                .branch("eu", "succeeded", 11, 21)
                .step("Roll", "succeeded", 30, 31)
                .report(31, false, Optional.empty());
        assertEquals(
                "[Push RETRIED, Push DONE, Other DONE, Roll FAILED, eu FAILED aside, eu DONE aside, Roll DONE]",
                StepTree.of(report).stream()
                        .flatMap(StepTree::all)
                        .map(tree -> tree.step().name() + " " + tree.standing() + (tree.aside() ? " aside" : ""))
                        .toList()
                        .toString());
        assertEquals(StepStatus.PLANNED, StepTree.of(Made.inARow(1)).get(0).standing());
    }
}
