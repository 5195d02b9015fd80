package dev.fairlead.release.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.release.PlanCase;
import dev.fairlead.release.record.ReleaseJournal;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RoutedCanaryTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void theCandidatesPodsHaveTheLabelsThatKeepThemOutOfTheStableService() throws Exception {
        JsonNode made = plan().steps().stream()
                .filter(Step.Create.class::isInstance)
                .map(step -> ((Step.Create) step).manifest())
                .findFirst()
                .orElseThrow();

        assertEquals(YAML.readTree("""
                        matchLabels: {tier: front-canary, app: web-canary, fairlead.dev/track: canary}
                        matchExpressions: [{key: team, operator: Exists}]
                        """), made.at("/spec/selector"));
        assertEquals(
                YAML.readTree("{app: web-canary, tier: front-canary, team: a, fairlead.dev/track: canary}"),
                made.at("/spec/template/metadata/labels"));
    }

    @Test
    void noStepScalesTheStablePods() throws Exception {
        Plan plan = plan();
        List<Step> all = new ArrayList<>(plan.steps());
        all.addAll(plan.wayBack());
        assertTrue(all.stream()
                .noneMatch(step ->
                        step instanceof Step.Scale scale && scale.object().equals(plan.stable())));
        assertEquals("web-canary", plan.preview().orElseThrow());
    }

    @Test
    void aShareOfNothingNeedsRequestsThatMatch() {
        List<RequestMatch> matches = List.of(RequestMatch.parse("cookie:beta=always"));
        assertEquals(
                List.of(0, 50),
                Strategy.Canary.of(List.of("0%", "50%"), Duration.ZERO, RouteChoice.AUTO, matches)
                        .steps());
        assertEquals(
                FailureKind.USAGE,
                assertThrows(OpsException.class, () -> Strategy.Canary.of(List.of("0%", "50%"), Duration.ZERO))
                        .kind());
        assertEquals(
                FailureKind.USAGE,
                assertThrows(
                                OpsException.class,
                                () -> Strategy.Canary.of(List.of("50%"), Duration.ZERO, RouteChoice.REPLICAS, matches))
                        .kind());
    }

    @Test
    void routesAndMatchesAreACanarysOnly() {
        ReleaseRequest.Builder web =
                ReleaseRequest.of(DeployRequest.named("web").image("team/web:v2"));
        ReleaseRequest canary =
                web.canary("50%").route("nginx").match("header:X-Beta=1").build();
        assertEquals(
                new Strategy.Canary(
                        List.of(50),
                        Strategy.Canary.PAUSE,
                        RouteChoice.NGINX,
                        List.of(RequestMatch.parse("header:X-Beta=1"))),
                canary.shape());
        assertEquals(
                FailureKind.USAGE,
                assertThrows(OpsException.class, () -> web.bluegreen().build()).kind());
    }

    @Test
    void aRecordThatTheClusterCannotHoldIsRefusedWithItsSize() throws Exception {
        Plan plan = plan();
        ReleaseRecord record = ReleaseRecord.begun(plan, "ann@laptop", Instant.EPOCH);
        assertTrue(ReleaseJournal.text(record).contains("ann@laptop"));

        // Two bytes each: the limit is one of bytes.
        ReleaseRecord large = record.failed("ä".repeat(ReleaseJournal.MOST / 2), FailureKind.FAILED);
        OpsException e = assertThrows(OpsException.class, () -> ReleaseJournal.text(large));
        assertEquals(FailureKind.INVALID, e.kind());
        assertTrue(
                e.message()
                        .matches("the record of the release of deployment/web would take 2\\d\\d kB, and an object of"
                                + " the cluster holds 240 kB"),
                e::message);
        assertEquals(List.of("--route replicas"), e.hints());
    }

    private static Plan plan() throws Exception {
        PlanCase read =
                PlanCase.read(Path.of(Objects.requireNonNull(RoutedCanaryTest.class.getResource("/release/routes.yaml"))
                        .toURI()));
        return read.plan(read.header().expect().get(0));
    }
}
