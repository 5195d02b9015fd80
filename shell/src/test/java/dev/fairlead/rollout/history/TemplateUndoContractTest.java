package dev.fairlead.rollout.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.TakesLong;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.RevisionDiff;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WorkloadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Undo, history, restart, pause and resume. */
@AtOnce
@NeedsCluster
@DependsOnServerVersion
@TakesLong
final class TemplateUndoContractTest {
    private static final String LAST_APPLIED =
            "/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration";

    private static ScratchNamespace namespace;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("undo");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void anUndoneTemplateIsTheOldOneFieldByFieldAndALaterApplyDoesJustWhatItSays() {
        assumeTrue(SampleImages.Programs.exist("kubectl"), "kubectl is not here");
        String first = applied("name: app, env: [{name: MODE, value: calm}]", "");
        String second = applied(
                "name: app, env: [{name: MODE, value: wild}, {name: NEW, value: x}], tty: true", "hostname: changed");
        namespace.kubectlApply(first);
        current("deployment/applied");
        JsonNode before = template("deployments", "applied");
        namespace.kubectlApply(second);
        current("deployment/applied");

        RolloutResult undone = undo("deployment/applied", Optional.empty());

        assertEquals("undone to revision 1", undone.changes().get(0).outcome());
        assertEquals(State.CURRENT, undone.status().orElseThrow().state());
        assertEquals("3", undone.status().orElseThrow().revision());
        assertEquals(before, template("deployments", "applied"));
        String record = namespace.get("deployments", "applied").at(LAST_APPLIED).asText();
        assertFalse(record.contains("wild") || record.contains("changed"), record);
        assertTrue(record.contains("calm"), record);
        applyingTheSecondAgainAndTheFirstRemovesWhatTheSecondAdded(first, second, before);
    }

    private static void applyingTheSecondAgainAndTheFirstRemovesWhatTheSecondAdded(
            String first, String second, JsonNode before) {
        namespace.kubectlApply(second);
        assertTrue(
                template("deployments", "applied").at("/spec/containers/0/tty").asBoolean());
        namespace.kubectlApply(first);
        assertEquals(before, template("deployments", "applied"));
    }

    @Test
    void anyRevisionCanBePutBackAndHistoryKeepsWhy() {
        deploy("pick", "v1", "first");
        deploy("pick", "v2", "second");
        deploy("pick", "v3", "third");
        RevisionDiff diff = namespace.rollouts.diff(
                scope(), WorkloadRef.deployment("pick"), new RevisionRange(1, Optional.empty()));
        assertEquals(List.of(1L, 3L), List.of(diff.from(), diff.to()));
        assertEquals(
                List.of("-    - image: " + image("v1"), "+    - image: " + image("v3")),
                diff.template().stream().filter(line -> line.matches("[-+] .*")).toList());

        undo("deployment/pick", Optional.of(1L));

        List<Revision> history = history("deployment/pick");
        assertEquals(List.of(2L, 3L, 4L), history.stream().map(Revision::number).toList());
        assertEquals(
                List.of("second", "third", "first"),
                history.stream().map(Revision::changeCause).toList());
        assertEquals(
                List.of("tester (fairlead)", "tester (fairlead)", "tester (fairlead)"),
                history.stream().map(Revision::who).toList());
        assertTrue(history.get(2).current());
        assertEquals(List.of(image("v1")), history.get(2).images());
        OpsException gone = assertThrows(OpsException.class, () -> undo("deployment/pick", Optional.of(1L)));
        assertEquals(FailureKind.NOT_FOUND, gone.kind());
        assertTrue(gone.message().contains("there are: 2, 3, 4"), gone.message());
        assertEquals(
                "is at revision 4 already",
                undo("deployment/pick", Optional.of(4L)).changes().get(0).outcome());
    }

    @Test
    void aFirstRevisionHasNothingBeforeIt() {
        namespace.create("deployments", workload("Deployment", "first", "", ""));
        ScratchNamespace.await(() -> history("deployment/first").size() == 1);

        OpsException refused = assertThrows(OpsException.class, () -> undo("deployment/first", Optional.empty()));
        assertEquals(FailureKind.NOT_FOUND, refused.kind());
        assertTrue(refused.message().contains("first revision"), refused.message());
    }

    @Test
    void aHistoryThatIsNotKeptIsNamedAsTheReason() {
        namespace.create("deployments", workload("Deployment", "forgets", "revisionHistoryLimit: 0", ""));
        current("deployment/forgets");
        namespace.patch("deployments", "forgets", environment("B"));
        current("deployment/forgets");
        ScratchNamespace.await(() -> history("deployment/forgets").size() == 1);

        OpsException refused = assertThrows(OpsException.class, () -> undo("deployment/forgets", Optional.empty()));
        assertTrue(refused.message().contains("revisionHistoryLimit"), refused.message());
    }

    @Test
    void aStatefulSetIsPutBackExactly() {
        putBackExactly("StatefulSet", "statefulsets", "serviceName: none");
    }

    @Test
    void aDaemonSetIsPutBackExactly() {
        putBackExactly("DaemonSet", "daemonsets", "minReadySeconds: 0");
    }

    private static void putBackExactly(String kind, String plural, String spec) {
        String ref = kind.toLowerCase(java.util.Locale.ROOT) + "/back";
        namespace.create(plural, workload(kind, "back", spec, ""));
        current(ref);
        JsonNode before = template(plural, "back");
        namespace.patch(plural, "back", environment("B"));
        current(ref);

        RolloutResult undone = undo(ref, Optional.empty());

        assertEquals(State.CURRENT, undone.status().orElseThrow().state());
        assertEquals(before, template(plural, "back"));
        List<Revision> history = history(ref);
        assertEquals(List.of(2L, 3L), history.stream().map(Revision::number).toList());
        assertEquals(
                List.of(false, true), history.stream().map(Revision::current).toList());
        assertEquals(1, history.get(1).ready());
    }

    @Test
    void aFailedUpdateNamesTheLineThatGoesBack() {
        deploy("bad", "v1", "works");
        RolloutFailed failed = assertThrows(RolloutFailed.class, () -> deploy("bad", "missing", "does not"));

        String line = "rollout undo deployment/bad -n " + namespace.name;
        assertTrue(failed.hints().contains(line), failed.hints()::toString);
        assertEquals(
                State.CURRENT,
                undo("deployment/bad", Optional.empty()).status().orElseThrow().state());
    }

    @Test
    void aRestartMakesEveryPodAnew() {
        RolloutStatus before = deploy("again", "v1", "").status().orElseThrow();
        RolloutStatus after = namespace
                .rollouts
                .restart(scope(), WorkloadRef.deployment("again"), ScratchNamespace.RULES, ProgressListener.SILENT)
                .status()
                .orElseThrow();

        assertEquals(State.CURRENT, after.state());
        List<String> old =
                before.pods().stream().map(RolloutStatus.PodLine::name).toList();
        assertTrue(after.pods().stream().filter(pod -> !pod.terminating()).noneMatch(pod -> old.contains(pod.name())));
    }

    @Test
    void aPausedDeploymentHoldsChangesUntilItIsResumed() {
        deploy("held", "v1", "");
        assertEquals("paused", pause("held").changes().get(0).outcome());
        assertEquals("is paused already", pause("held").changes().get(0).outcome());
        List<String> warnings = new ArrayList<>();
        RolloutResult result = deploy("held", "v2", "", event -> {
            if (event instanceof ProgressEvent.Warning warning) {
                warnings.add(warning.text());
            }
        });
        assertTrue(result.status().isEmpty(), "a paused rollout is not waited for");
        assertTrue(warnings.get(0).contains("rollout resume deployment/held"), warnings::toString);
        assertEquals(
                FailureKind.CONFLICT,
                assertThrows(OpsException.class, () -> undo("deployment/held", Optional.of(1L)))
                        .kind());

        RolloutStatus resumed = namespace
                .rollouts
                .resume(scope(), WorkloadRef.deployment("held"), ScratchNamespace.RULES, ProgressListener.SILENT)
                .status()
                .orElseThrow();
        assertEquals(State.CURRENT, resumed.state());
        assertEquals(List.of(image("v2")), resumed.images());
        Revision newest = history("deployment/held").get(1);
        assertEquals("rollout pause deployment/held (resumed)", newest.changeCause());
    }

    @Test
    void whatHasNoRevisionsCannotBeUndone() {
        namespace.create(
                "pods",
                "{apiVersion: v1, kind: Pod, metadata: {name: bare}, spec: {terminationGracePeriodSeconds: 0,"
                        + " containers: [{name: app, image: '%s', command: [sleep, '600']}]}}".formatted(busybox()));
        assertEquals(
                FailureKind.USAGE,
                assertThrows(OpsException.class, () -> undo("pod/bare", Optional.empty()))
                        .kind());
        assertEquals(
                State.CURRENT,
                namespace
                        .rollouts
                        .status(scope(), WorkloadRef.parse("pod/bare"), ScratchNamespace.RULES, ProgressListener.SILENT)
                        .state());
    }

    private static JsonNode template(String plural, String name) {
        return namespace.get(plural, name).at("/spec/template");
    }

    private static String applied(String container, String pod) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: applied}
                spec:
                  selector: {matchLabels: {app: applied}}
                  template:
                    metadata: {labels: {app: applied}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      %s
                      containers:
                      - {%s, image: '%s', command: [sleep, '3600']}
                """.formatted(pod, container, busybox());
    }

    private static String workload(String kind, String name, String spec, String container) {
        return """
                apiVersion: apps/v1
                kind: %s
                metadata: {name: %s}
                spec:
                  %s
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %4$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: app
                        image: %s
                        command: [sleep, '3600']
                        %s
                """.formatted(
                        kind, name, spec, name + "-" + kind.toLowerCase(java.util.Locale.ROOT), busybox(), container);
    }

    private static String environment(String variable) {
        return "spec: {template: {spec: {hostname: changed, containers: [{name: app, env: [{name: " + variable
                + ", value: b}]}]}}}";
    }

    private static String busybox() {
        return RealParts.registry() + "/library/busybox:1.35";
    }

    private static String image(String version) {
        return version.equals("missing")
                ? RealParts.registry() + "/library/busybox:missing"
                : SampleImages.web(version);
    }

    private static RolloutResult deploy(String name, String version, String cause) {
        return deploy(name, version, cause, ProgressListener.SILENT);
    }

    private static RolloutResult deploy(String name, String version, String cause, ProgressListener progress) {
        DeployRequest.Builder request = DeployRequest.named(name)
                .image(image(version))
                .namespace(namespace.name)
                .timeout(Duration.ofMinutes(2));
        if (!cause.isEmpty()) {
            request.changeCause(cause);
        }
        return namespace.rollouts.deploy(request.build(), progress);
    }

    private static RolloutResult undo(String workload, Optional<Long> revision) {
        UndoRequest request = UndoRequest.of(scope(), WorkloadRef.parse(workload));
        return namespace.rollouts.undo(revision.map(request::to).orElse(request), ProgressListener.SILENT);
    }

    private static RolloutResult pause(String name) {
        return namespace.rollouts.pause(scope(), WorkloadRef.deployment(name), ProgressListener.SILENT);
    }

    private static List<Revision> history(String workload) {
        return namespace.rollouts.history(scope(), WorkloadRef.parse(workload));
    }

    private static void current(String workload) {
        namespace.rollouts.status(
                scope(), WorkloadRef.parse(workload), ScratchNamespace.RULES, ProgressListener.SILENT);
    }

    private static ClusterScope scope() {
        return ClusterScope.namespace(namespace.name);
    }
}
