package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.KillProxy.Write;
import dev.fairlead.KillSeries.Killed;
import dev.fairlead.sandbox.ImageCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a line has written when its process is killed, the line that goes on leaves what it would have left. */
@AtOnce
final class KillPointsTest {
    @TempDir
    private Path home;

    private Shell sandbox;

    /** Releases are killed on the real cluster, and here only where it may take long. */
    static Stream<Arguments> lines() {
        Stream<Arguments> more =
                Stream.of(line("canary", 8, KilledLines::canary), line("blue-green", 5, KilledLines::blueGreen));
        Stream<Arguments> few = Stream.of(
                line("undo", 2, KilledLines::undo),
                line("script", 3, KilledLines::script),
                line("set", 1, KilledLines::set));
        return KillSeries.isAll()
                ? Stream.concat(few, more).filter(one -> KillSeries.isChosen((String) one.get()[0]))
                : few;
    }

    private static Arguments line(String name, int least, BiFunction<String, String, Killed> line) {
        return Arguments.of(name, least, line);
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

    /** After the writes to objects; those to the record are the same everywhere, and of a set those to its workloads. */
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void whatIsKilledIsFinished(String name, int least, BiFunction<String, String, Killed> line) throws Exception {
        KillSeries series = new KillSeries(
                home.resolve(".cache/fairlead/sandbox/kubeconfig"), home, Map.of("FAIRLEAD_ROLLOUT_STABLE", "100ms"));
        List<Write> points = series.run(
                line.apply("team/web:v1", "team/web:v2"),
                write -> KillSeries.isAll()
                        || !write.path().contains("/leases")
                                && (!name.equals("set") || write.path().contains("/deployments")));
        assertTrue(points.size() >= least, points::toString);
    }
}
