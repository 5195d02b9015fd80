package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsPrometheus;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.prometheus.MetricSource;
import dev.fairlead.prometheus.PrometheusAccess;
import dev.fairlead.prometheus.PrometheusApi;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.settings.Settings;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsPrometheus
final class PrometheusGateTest {
    @TempDir
    private static Path home;

    private static RealPrometheus prometheus;
    private static ClusterClient cluster;

    @BeforeAll
    static void start() throws IOException {
        prometheus = new RealPrometheus(new TestMetrics()::page);
        Path kubeconfig = Files.writeString(home.resolve("kubeconfig"), """
                {clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}], users: [{name: u, user: {token: t}}],
                 contexts: [{name: c, context: {cluster: c, user: u, namespace: shop}}], current-context: c}
                """);
        cluster = new Clusters(
                        settings(Map.of()), Optional.of(kubeconfig.toString()), Optional.empty(), Optional.empty())
                .open(ClusterScope.CURRENT);
        ScratchNamespace.await(PrometheusGateTest::hasSeenFourSeconds);
    }

    @AfterAll
    static void stop() {
        prometheus.close();
    }

    private static boolean hasSeenFourSeconds() {
        try (PrometheusApi api = new PrometheusAccess(settings(Map.of()), cluster)
                .open(new MetricSource(Optional.of(java.net.URI.create(prometheus.url())), Optional.empty()))) {
            return api.query("count_over_time(ready[10s]) >= 20", Duration.ofSeconds(5))
                            .size()
                    == 2;
        } catch (OpsException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // queries
                "web|prometheus max=1 min=0 sum(ready{pod=~\"$pods\"})/2|pass|0.625 (max=1)",
                "web|prometheus equals=1.25 sum(ready)|pass|1.25 (equals=1.25)",
                "web|prometheus max=50% avg(ready)|fail|62.5% is above max=50%",
                "web|prometheus min=500ms ready{pod=~\"$pods\"}|fail|pod=\"web-7d-bbbbb\"} is below min=500ms;"
                        + " 1 of 2 series are wrong",
                "web|prometheus max=1 ready{pod=~\"$pods\"}|pass|1 (max=1), the worst of 2 series: {",
                "web|prometheus max=1 ready{pod=~\"$candidate.*\"}|pass|1 (max=1), the worst of 2",
                "web|prometheus max=1 range=2s step=1s sum(ready)/2|pass|0.625 (max=1)",
                "web|prometheus max=0 range=2s step=500ms sum(ready)|fail|1.25 is above max=0",
                "web|prometheus max=1 2|fail|2 is above max=1",
                "web|prometheus equals=1 sum(ready)|fail|1.25 is not equals=1",
                "web|prometheus max=1 no_such_metric|no-data|the query found no series",
                "web|prometheus max=1 nothing|no-data|the query gives no number (NaN)",
                "web|prometheus max=1 half|no-data|1 of 2 series have no number (NaN); the others are right",
                "web|prometheus max=0 half|fail|pod=\"web-7d-aaaaa\"} is above max=0; 1 of 2 series are wrong",
                "web|prometheus compare=stable max=1.5x sum(rate(http_requests_total{code=\"503\",pod=~\"$pods\"}[4s]))"
                        + "|fail|is above max=1.5x of stable's",
                "web|prometheus compare=stable max=1.5x sum(rate(http_requests_total{pod=~\"$pods\"}[4s]))|pass|, stable ",
                "web|prometheus compare=stable max=2x ready{pod=~\"$pods\"}|no-data|the stable pods have no data",
                "web|prometheus max=0.3 vector(0.1)+0.2|fail|0.30000000000000004 is above max=0.3",
                "web|prometheus max=1 sum(|no-data|does not take the query: ",
                // presets
                "web|error-rate max=6% window=4s|pass|5% (max=6%), about ",
                "web|error-rate max=4% window=4s|fail|5% is above max=4%, about ",
                "web|error-rate compare=stable max=+5% window=4s|pass|5%, stable 2% (max=+5%), about ",
                "web|error-rate compare=stable max=1.5x window=4s|fail|is above max=1.5x of stable's ",
                "web|error-rate compare=stable max=1.5x floor=10% window=4s|pass|5%, stable 2% (max=1.5x), about ",
                "web|error-rate max=4% window=4s only='pod=\"web-7d-bbbbb\"'|pass|0% (max=4%), about ",
                "web|error-rate max=6% window=4s requests=100000|no-data|requests in the last 4s, and 100000 are wanted",
                "web|p99 max=500ms window=4s|pass|396ms (max=500ms), about ",
                "web|p99 max=300ms window=4s|fail|396ms is above max=300ms, about ",
                "web|p50 max=201ms window=4s|pass|200ms (max=201ms), about ",
                "web|p95 compare=stable max=1.5x window=4s|fail|is above max=1.5x of stable's 0.19",
                "flawless|error-rate max=0% window=4s|pass|0% (max=0%), about ",
                "quiet|error-rate max=1% window=4s|no-data|no requests in the last 4s",
                "plain|error-rate max=1% window=4s|no-data|Prometheus has none of http_requests_total, ",
                "nobody|error-rate max=1% window=4s|no-data|Prometheus has none of http_requests_total, ",
                "address|error-rate max=25% window=4s|pass|20% (max=25%), about ",
                "spring|error-rate max=4% window=4s|fail|5% is above max=4%, about ",
                "spring|p99 max=1s window=4s|pass|0.396s (max=1s), about ",
                "mesh|error-rate max=4% window=4s|pass|3% (max=4%), about ",
                "mesh|error-rate compare=stable max=2x window=4s|fail|is above max=2x of stable's ",
                "mesh|p99 max=300ms window=4s|fail|396ms is above max=300ms, about ",
                "edge|error-rate max=3% window=4s|fail|4% is above max=3%, about ",
                "lane|error-rate max=5% window=4s|fail|6% is above max=5%, about ",
            })
    void whatPrometheusHasOfThePodsIsMeasured(String release, String gate, String answer, String message) {
        GateResult result = ask(gate, new TestSides(release), Map.of("FAIRLEAD_PROMETHEUS", prometheus.url()));
        assertEquals(answer, result.answer().toString(), result::toString);
        assertTrue(rounded(result.message()).contains(message), result::toString);
    }

    /** Rates of a few samples are right to about a percent. */
    private static String rounded(String message) {
        return Pattern.compile("\\b(\\d+\\.\\d+)%").matcher(message).replaceAll(found -> {
            double number = Double.parseDouble(found.group(1));
            return Math.abs(number - Math.round(number)) < 0.15 ? Math.round(number) + "%" : found.group();
        });
    }

    @Test
    void thePresetSaysWhichQueryItUsed() {
        GateResult result = ask("error-rate max=6% window=4s url=" + prometheus.url(), new TestSides("web"), Map.of());
        String query = "(sum(rate(http_requests_total{pod=~\"web-7d-(aaaaa|bbbbb)\",code=~\"5..\"}[4s])) or vector(0))"
                + " / sum(rate(http_requests_total{pod=~\"web-7d-(aaaaa|bbbbb)\"}[4s]))";
        assertEquals(query, result.measured().get("query"));
        assertEquals(List.of("query: " + query), result.details());
        assertEquals("6%", result.measured().get("max"));
    }

    @Test
    void noPrometheusNoAnswerAndNoPrometheusAtAllAreNoData() {
        assertSilent("prometheus max=1 up", Map.of(), "no Prometheus is named: add url=…");
        assertSilent(
                "prometheus max=1 url=http://127.0.0.1:1 up", Map.of(), "http://127.0.0.1:1 refuses the connection");
        assertSilent("prometheus max=1 url=" + prometheus.pageUrl() + " up", Map.of(), "answered 404");
        assertSilent(
                "prometheus max=1 up",
                Map.of("FAIRLEAD_PROMETHEUS", "nonsense"),
                "$FAIRLEAD_PROMETHEUS: gates.prometheus: 'nonsense'");
        assertSilent("p99 max=1s service=a/b:9090", Map.of(), "service a/b:9090 refuses the connection");
    }

    private static void assertSilent(String gate, Map<String, String> environment, String message) {
        GateResult result = ask(gate, new TestSides("web"), environment);
        assertEquals(GateAnswer.NO_DATA, result.answer(), result::toString);
        assertTrue(result.message().contains(message), result::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"FAIRLEAD_PROMETHEUS_TOKEN=s3cret|Bearer s3cret", "FAIRLEAD_PROMETHEUS_USER=ann|Basic YW5uOg=="})
    void theLoginComesFromTheEnvironment(String variable, String header) throws IOException {
        String[] pair = variable.split("=");
        try (GuardedPrometheus guarded = new GuardedPrometheus(prometheus.url(), header)) {
            String gate = "prometheus equals=1.25 url=" + guarded.url() + " sum(ready)";
            assertEquals(
                    GateAnswer.PASS,
                    ask(gate, new TestSides("web"), Map.of(pair[0], pair[1])).answer());
            assertSilent(gate, Map.of(), "answered 401");
        }
    }

    @Test
    void aWrongQueryIsFoundBeforeAnythingIsChanged() {
        OpsException failure =
                assertThrows(OpsException.class, () -> rehearse("prometheus max=1 sum(rate(ready[$window])"));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertTrue(failure.message().contains("parse error: unclosed left parenthesis"), failure.message());
        assertEquals(
                FailureKind.UNREACHABLE,
                assertThrows(OpsException.class, () -> rehearse("prometheus max=1 url=http://127.0.0.1:1 up"))
                        .kind());
        rehearse("prometheus max=1 sum(rate(ready{pod=~\"$pods\"}[$window]))");
        rehearse("prometheus max=1 no_such_metric");
    }

    private static void rehearse(String text) {
        PrometheusGate gate = (PrometheusGate) GateSpec.parse(text);
        Settings settings = settings(Map.of("FAIRLEAD_PROMETHEUS", prometheus.url()));
        try (PrometheusCheck check = new PrometheusCheck(gate, new TestSides("web"), settings)) {
            check.preflight();
        }
    }

    private static GateResult ask(String text, CanaryAndStable sides, Map<String, String> environment) {
        GateSpec spec = GateSpec.parse(text);
        Settings settings = settings(environment);
        try (FirstTry asking = new FirstTry(() -> spec instanceof PresetGate preset
                ? new PresetCheck(preset, sides, settings, ProgressListener.SILENT)
                : new PrometheusCheck((PrometheusGate) spec, sides, settings))) {
            return new GateTries(spec, ProgressListener.SILENT).result(asking);
        }
    }

    private static Settings settings(Map<String, String> environment) {
        return Settings.of(environment, home, home);
    }

    /** {@code web} is released within one Deployment, {@code mesh}, {@code edge} and {@code lane} by a second one. */
    private record TestSides(String release) implements CanaryAndStable {
        @Override
        public GateSubject subject() {
            String candidate =
                    Stream.of("mesh", "edge", "lane").anyMatch(release::equals) ? release + "-canary" : release;
            return new GateSubject(cluster, release, candidate, release, "image", Optional.empty());
        }

        @Override
        public ReleaseSide candidate() {
            List<Pod> pods = release.equals("web")
                    ? List.of(pod("web-7d-aaaaa", "10.1.1.1"), pod("web-7d-bbbbb", "10.1.1.2"))
                    : List.of(pod(release + "-1-aaaaa", release.equals("address") ? "10.9.8.7" : "10.1.1.3"));
            return new ReleaseSide(subject(), subject().candidate(), pods);
        }

        @Override
        public ReleaseSide stable() {
            List<Pod> pods = release.equals("web")
                    ? List.of(pod("web-5c-ccccc", "10.1.1.4"))
                    : List.of(pod(release + "-0-aaaaa", "10.1.1.5"));
            return new ReleaseSide(subject(), release, pods);
        }

        @Override
        public ReleaseSide before() {
            return stable();
        }

        private static Pod pod(String name, String address) {
            return new PodBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .withNewStatus()
                    .withPodIP(address)
                    .endStatus()
                    .build();
        }
    }
}
