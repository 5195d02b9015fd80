package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.KillProxy.Write;
import dev.fairlead.KillSeries.Killed;
import dev.fairlead.sandbox.ImageCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a line has written when its process is killed, the line that goes on leaves what it would have left. */
final class KillPointsTest {
    @TempDir
    private Path home;

    private Shell sandbox;

    static Stream<Arguments> lines() {
        return of(
                Arguments.of("canary", 8, (BiFunction<String, String, Killed>) KilledLines::canary),
                Arguments.of("blue-green", 5, (BiFunction<String, String, Killed>) KilledLines::blueGreen),
                Arguments.of("set", 4, (BiFunction<String, String, Killed>) KilledLines::set),
                Arguments.of("undo", 2, (BiFunction<String, String, Killed>) KilledLines::undo),
                Arguments.of("script", 3, (BiFunction<String, String, Killed>) KilledLines::script));
    }

    private static Stream<Arguments> of(Arguments... all) {
        return Stream.of(all).filter(one -> KillSeries.isChosen((String) one.get()[0]));
    }

    @BeforeEach
    void start() {
        sandbox = Shell.sandbox(home, ImageCatalog.ANY);
        Shell.Ran ran = sandbox.run("cluster get namespaces");
        assertEquals(0, ran.exitCode(), ran.err());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** After the writes to objects; those to the record are the same everywhere. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void whatIsKilledIsFinished(String name, int least, BiFunction<String, String, Killed> line) throws Exception {
        KillSeries series = new KillSeries(
                home.resolve(".cache/fairlead/sandbox/kubeconfig"), home, Map.of("FAIRLEAD_ROLLOUT_STABLE", "100ms"));
        List<Write> points = series.run(
                line.apply("team/web:v1", "team/web:v2"),
                write -> KillSeries.isAll() || !write.path().contains("/leases"));
        System.out.println(name + ": " + points.size() + " points: "
                + points.stream().map(Write::text).toList());
        assertTrue(points.size() >= least, points::toString);
    }
}
