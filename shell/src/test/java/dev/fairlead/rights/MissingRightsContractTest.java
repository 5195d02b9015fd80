package dev.fairlead.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.NeedsCluster;
import dev.fairlead.Shell;
import dev.fairlead.Wiring;
import dev.fairlead.command.CommandTree;
import dev.fairlead.command.RootOptions;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.release.RunsRelease;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each verb with all the rights of its operations and no other, which is enough, and with one of them less, for each of
 * them: then it names that one, and has changed nothing.
 */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MissingRightsContractTest {
    private static final String DEPLOYMENTS = "deployments.apps";
    private static final String INGRESSES = "ingresses.networking.k8s.io";
    private static final String LEASES = "leases.coordination.k8s.io";
    private static final CommandTree COMMANDS = new Wiring(
                    Settings.of(
                            Map.of(), Path.of("").toAbsolutePath(), Path.of("").toAbsolutePath()),
                    RootOptions.parse())
            .commands();

    private ScratchNamespace namespace;
    private LimitedUsers users;
    private Path home;
    private int made;

    @BeforeAll
    void make(@TempDir Path directory) {
        home = directory;
        namespace = new ScratchNamespace("missing-rights");
        users = new LimitedUsers(namespace, home);
        workload("web");
        workload("shop");
    }

    private void workload(String name) {
        namespace.create("services", """
                {apiVersion: v1, kind: Service, metadata: {name: %1$s}, spec: {selector: {app: %1$s}, ports: [{port: 80}]}}
                """.formatted(name));
        namespace.create("deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - {name: %1$s, image: '%2$s', readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}}
                """.formatted(name, SampleImages.web("v1")));
    }

    @AfterAll
    void remove() {
        namespace.close();
    }

    @Test
    void deploysAndUndosAskBeforeTheyChange() {
        List<Right> changed = all(on(Operation.CHANGE, "web"), on(Operation.FOLLOW, "web"));
        enough("rollout deploy web --image " + SampleImages.web("v2"), changed, "deploy deployment/web");
        enough("rollout undo deployment/web", all(changed, on(Operation.LOOK, "web")), "undo deployment/web");
        String line = "rollout deploy web --image " + SampleImages.web("v2");
        users.make("unasked", without(changed, "patch"));
        users.await();
        // who belongs to nobody may not ask what he may do, and is refused by the server itself
        Shell.Ran refused = users.run("unasked", List.of("system:unauthenticated"), line);
        assertEquals(4, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains("forbidden"), refused.err());
        users.make("named", changed);
        users.await();
        Shell.Ran unasked = users.run("named", List.of("system:unauthenticated"), line);
        assertEquals(0, unasked.exitCode(), unasked.err());
    }

    @Test
    void releasesAskForAllTheirSteps() {
        List<Right> canary = canary("shop");
        enough(
                "rollout deploy shop --strategy canary --steps 50% --pause 0s --gate approval --no-wait --image "
                        + SampleImages.web("v2"),
                all(canary, lease(Operation.CREATE, "shop")),
                "release deployment/shop");
        List<Right> goingOn = new ArrayList<>(all(canary, lease(Operation.REPLACE, "shop")));
        goingOn.removeIf(
                right -> right.resource().equals("services") && right.verb().equals("list"));
        goingOn.removeIf(right -> right.verb().equals("create"));
        lacking("rollout promote deployment/shop", goingOn, "promote the release of deployment/shop");
        // who may not see a release resumes a Deployment that is paused
        List<Right> seeing = new ArrayList<>(goingOn);
        seeing.removeIf(
                right -> right.resource().equals("leases") && right.verb().equals("get"));
        lacking("rollout resume deployment/shop --no-wait", goingOn, seeing, "resume the release of deployment/shop");
        enough("rollout abort deployment/shop", goingOn, "abort the release of deployment/shop");
        List<Right> bluegreen = all(
                others("shop"),
                Operation.FIND_SERVICES.in(namespace.name),
                Operation.LIST.on(DEPLOYMENTS, namespace.name, ""),
                Operation.CHANGE.on("services", namespace.name, "shop"),
                Operation.CREATE.on("services", namespace.name, "shop-preview"),
                Operation.REMOVE.on("services", namespace.name, "shop-preview"),
                on(Operation.CHANGE, "shop"),
                on(Operation.CREATE, "shop-green"),
                on(Operation.REMOVE, "shop-green"),
                on(Operation.FOLLOW, "shop"),
                on(Operation.FOLLOW, "shop-green"),
                Operation.AWAIT_PODS.in(namespace.name),
                lease(Operation.CHANGE, "shop"),
                lease(Operation.REPLACE, "shop"));
        enough(
                "rollout deploy shop --strategy bluegreen --keep 0s --image " + SampleImages.web("v2"),
                bluegreen,
                "release deployment/shop");
    }

    /** By somebody who may see nothing beyond his namespace. */
    @Test
    void releasesByRoutesAskForTheRoutesToo() {
        workload("routed");
        namespace
                .client()
                .send(
                        "POST",
                        WrittenPath.of("/apis/networking.k8s.io/v1/namespaces/" + namespace.name + "/ingresses"),
                        ClusterClient.JSON,
                        ScratchNamespace.read("""
                                apiVersion: networking.k8s.io/v1
                                kind: Ingress
                                metadata: {name: routed, annotations: {kubernetes.io/ingress.class: nginx}}
                                spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: routed, port: {number: 80}}}}]}}]}
                                """),
                        ClusterClient.JSON);
        List<Right> routes = all(
                Operation.CREATE.on("services", namespace.name, "routed-canary"),
                Operation.REMOVE.on("services", namespace.name, "routed-canary"),
                Operation.CREATE.on(INGRESSES, namespace.name, "routed-canary"),
                Operation.CHANGE.on(INGRESSES, namespace.name, "routed-canary"),
                Operation.REMOVE.on(INGRESSES, namespace.name, "routed-canary"));
        List<Right> others = all(
                canary("routed"),
                lease(Operation.CREATE, "routed"),
                Operation.LIST.on(INGRESSES, namespace.name, ""),
                Operation.LIST.on("networkpolicies.networking.k8s.io", namespace.name, ""));
        List<Right> tried = new ArrayList<>(ofAny(routes));
        tried.removeAll(ofAny(others));
        assertTrue(tried.size() >= 5, tried::toString);
        lacking(
                "rollout deploy routed --strategy canary --route nginx --steps 50% --pause 0s --image "
                        + SampleImages.web("v2"),
                all(routes, others),
                tried,
                "release deployment/routed");
    }

    @Test
    void manifestsAreAppliedAndDeletedAllOrNone() throws IOException {
        Path files = Files.writeString(home.resolve("all.yaml"), """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {a: b}}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: two}, stringData: {a: b}}
                """);
        List<Right> applied = all(
                Operation.APPLY_NEW.on("configmaps", namespace.name, "one"),
                Operation.APPLY_NEW.on("secrets", namespace.name, "two"));
        enough("cluster apply -f " + files, applied, "apply 2 objects");
        enough(
                "cluster delete configmap/one secret/two",
                all(
                        Operation.REMOVE.on("configmaps", namespace.name, "one"),
                        Operation.REMOVE.on("secrets", namespace.name, "two")),
                "delete 2 objects");
        List<Right> set = all(
                applied,
                Operation.CREATE.on("configmaps", namespace.name, "fairlead-set-both"),
                Operation.REPLACE.on("configmaps", namespace.name, "fairlead-set-both"));
        enough("rollout apply both -f " + files + "", set, "apply set both");
        Files.writeString(files, "{apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {a: b}}\n");
        List<Right> pruned = new ArrayList<>(all(
                Operation.CHANGE.on("configmaps", namespace.name, "one"),
                Operation.REPLACE.on("configmaps", namespace.name, "fairlead-set-both"),
                Operation.REMOVE.on("secrets", namespace.name, "two")));
        enough("rollout apply both -f " + files + " --prune --yes", pruned, "apply set both");
    }

    /** With them it goes, and with one less it does not begin. */
    private void enough(String line, List<Right> rights, String doing) {
        lacking(line, rights, doing);
        users.make("all-" + made, rights);
        users.await();
        Shell.Ran ran = users.run("all-" + made, List.of(), line);
        assertEquals(0, ran.exitCode(), line + "\n" + ran.err());
    }

    private void lacking(String line, List<Right> rights, String doing) {
        lacking(line, rights, rights, doing);
    }

    /** @param tried those that are left out, one at a time */
    private void lacking(String line, List<Right> rights, List<Right> tried, String doing) {
        requireDeclared(line, rights);
        Set<Right> any = ofAny(rights);
        String prefix = "lacking-" + ++made + "-";
        List<Right> each = List.copyOf(ofAny(tried));
        for (int i = 0; i < each.size(); i++) {
            Right one = each.get(i);
            users.make(
                    prefix + i, any.stream().filter(right -> !right.equals(one)).toList());
        }
        users.await();
        String before = state();
        for (int i = 0; i < each.size(); i++) {
            Shell.Ran ran = users.run(prefix + i, List.of(), line);
            String what = line + " without " + each.get(i).words() + "\n" + ran.err();
            assertEquals(4, ran.exitCode(), what);
            boolean lookedFor =
                    doing.contains("the release of") && each.get(i).words().startsWith("get leases");
            String said =
                    ": cannot " + (lookedFor ? doing.replaceFirst("\\w+", "find") : doing) + ": this user may not "
                            + each.get(i).words() + " in namespace " + namespace.name + "; nothing was changed";
            assertTrue(ran.err().contains(said), what);
        }
        assertEquals(before, state(), line);
    }

    /** What a line asks its user for, the Role of a script's Job has as well. */
    private static void requireDeclared(String line, List<Right> rights) {
        String[] words = line.split(" ");
        DeclaredRights declared = (line.contains(" --strategy ")
                        ? DeclaredRights.of(RunsRelease.class)
                        : COMMANDS.rights(words[0] + " " + words[1]))
                .orElseThrow();
        List<String> granted = new ArrayList<>();
        rights.stream()
                .flatMap(right -> declared.onKind(true, qualified(right)).stream())
                .forEach(grant -> grant.verbs().forEach(verb -> granted.add(verb + " " + name(grant))));
        declared.inNamespaces(Optional.of(DEPLOYMENTS))
                .forEach(grant -> grant.verbs().forEach(verb -> granted.add(verb + " " + name(grant))));
        List<String> undeclared = rights.stream()
                .map(Right::words)
                .filter(right -> !granted.contains(right))
                .distinct()
                .toList();
        assertTrue(declared.isOn(Rbac.Subject.UNKNOWN) || undeclared.isEmpty(), line + " declares not " + undeclared);
    }

    private static String name(Grant grant) {
        return grant.resource() + (grant.group().isEmpty() ? "" : "." + grant.group());
    }

    private static String qualified(Right right) {
        return right.resource() + (right.group().isEmpty() ? "" : "." + right.group());
    }

    private static Set<Right> ofAny(List<Right> rights) {
        Set<Right> any = new LinkedHashSet<>();
        rights.forEach(right -> any.add(right.ofAny()));
        return any;
    }

    /** What the verbs change. */
    private String state() {
        StringBuilder state = new StringBuilder();
        for (String path : List.of(
                "/api/v1/namespaces/%s/configmaps",
                "/api/v1/namespaces/%s/secrets",
                "/api/v1/namespaces/%s/services",
                "/apis/apps/v1/namespaces/%s/deployments",
                "/apis/networking.k8s.io/v1/namespaces/%s/ingresses",
                "/apis/coordination.k8s.io/v1/namespaces/%s/leases")) {
            JsonNode list = namespace.client().get(WrittenPath.of(path.formatted(namespace.name)));
            for (JsonNode item : list.path("items")) {
                String name = item.at("/metadata/name").asText();
                boolean ours = Stream.of("web", "shop", "routed", "one", "two", "fairlead")
                        .anyMatch(name::startsWith);
                state.append(ours ? name + " " + item.at("/spec") + item.at("/data") + "\n" : "");
            }
        }
        return state.toString();
    }

    private List<Right> on(Operation operation, String deployment) {
        return operation.on(DEPLOYMENTS, namespace.name, deployment);
    }

    private List<Right> lease(Operation operation, String workload) {
        return operation.on(LEASES, namespace.name, "fairlead-release-" + workload);
    }

    /** What may be in the way of a release. */
    private List<Right> others(String workload) {
        return all(
                on(Operation.READ, workload + "-canary"),
                on(Operation.READ, workload + "-green"),
                Operation.READ.on("services", namespace.name, workload + "-preview"));
    }

    private List<Right> canary(String workload) {
        return all(
                others(workload),
                Operation.FIND_SERVICES.in(namespace.name),
                Operation.READ.on("services", namespace.name, workload),
                on(Operation.CHANGE, workload),
                on(Operation.FOLLOW, workload),
                on(Operation.CREATE, workload + "-canary"),
                on(Operation.REMOVE, workload + "-canary"),
                on(Operation.FOLLOW, workload + "-canary"),
                Operation.AWAIT_PODS.in(namespace.name),
                lease(Operation.CHANGE, workload));
    }

    @SafeVarargs
    private static List<Right> all(List<Right> first, List<Right>... more) {
        List<Right> all = new ArrayList<>(first);
        for (List<Right> rights : more) {
            all.addAll(rights);
        }
        return all.stream().distinct().toList();
    }

    private static List<Right> without(List<Right> rights, String verb) {
        return rights.stream().filter(right -> !right.verb().equals(verb)).toList();
    }
}
