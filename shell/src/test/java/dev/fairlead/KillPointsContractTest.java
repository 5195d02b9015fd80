package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.KillProxy.Write;
import dev.fairlead.KillSeries.Killed;
import dev.fairlead.rollout.SampleImages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link KillPointsTest}, on the real cluster; shell/bench/killpoints takes every write of every line. */
@AtOnce
@NeedsCluster
@TakesLong
final class KillPointsContractTest {
    private static final Set<String> ALL = Set.of();

    @TempDir
    private Path home;

    static Stream<Arguments> lines() {
        Stream<Arguments> few = Stream.of(
                line("canary", KilledLines::canary, Set.of("PATCH deployments/web", "DELETE deployments/web-canary")),
                line("blue-green", KilledLines::blueGreen, Set.of("PATCH services/web")));
        Stream<Arguments> all = Stream.of(
                line("canary", KilledLines::canary, ALL),
                line("blue-green", KilledLines::blueGreen, ALL),
                line("set", KilledLines::set, ALL),
                line("undo", KilledLines::undo, ALL),
                line("script", KilledLines::script, ALL));
        return KillSeries.isAll() ? all.filter(line -> KillSeries.isChosen((String) line.get()[0])) : few;
    }

    private static Arguments line(String name, BiFunction<String, String, Killed> line, Set<String> after) {
        return Arguments.of(name, line, after);
    }

    /** All points of a release take longer than a test may else. */
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void whatIsKilledIsFinished(String name, BiFunction<String, String, Killed> line, Set<String> after)
            throws Exception {
        Map<String, String> environment = RealParts.environment();
        KillSeries series = new KillSeries(Path.of(environment.get("KUBECONFIG")), home, environment);
        List<Write> points = series.run(
                line.apply(SampleImages.web("v1"), SampleImages.web("v2")),
                write -> after.isEmpty() || after.contains(write.text()));
        assertTrue(points.size() >= Math.max(1, after.size()), points::toString);
    }
}
