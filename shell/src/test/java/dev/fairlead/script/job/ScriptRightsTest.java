package dev.fairlead.script.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Wiring;
import dev.fairlead.command.CommandTree;
import dev.fairlead.command.RootOptions;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.rights.Grant;
import dev.fairlead.script.api.ClusterApi;
import dev.fairlead.script.api.RolloutApi;
import dev.fairlead.script.ast.ScriptTree;
import dev.fairlead.script.ast.SnippetSource;
import dev.fairlead.script.ast.SourcePosition;
import dev.fairlead.settings.Settings;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rights that are read from scripts. */
final class ScriptRightsTest {
    private static final CommandTree COMMANDS = commands();
    static final VerbRights VERBS = new VerbRights(COMMANDS::rights);

    @Test
    void eachCallGrantsWhatItNeedsAndNoMore() {
        assertEquals(List.of("get,list batch/jobs"), here("cluster.get(\"jobs\");"));
        assertEquals(List.of("get batch/jobs"), here("cluster.object(\"jobs/a\");"));
        assertEquals(List.of("delete,get batch/jobs"), here("cluster.delete(\"jobs/a\");"));
        assertEquals(List.of("delete,get,list batch/jobs"), here("cluster.delete(\"jobs\", \"a\");"));
        assertEquals(
                List.of("list /pods", "delete,get,list batch/jobs"),
                here("cluster.delete(\"jobs\", \"a\");", "cluster.get(\"jobs\");", "cluster.pods(\"x\");"));
        assertEquals(List.of(), here("cluster.contexts();"));
        assertEquals(List.of("list /nodes"), grants(rights("cluster.info();").inCluster()));
        assertEquals(
                List.of("get /namespaces"), grants(rights("pinned(\"eu\");").inSystem()));
        assertTrue(here("rollout.undo(\"deployment/web\");").contains("get,list,patch,watch apps/deployments"));
        for (String call :
                List.of("undo(\"deployment/web\")", "restart(\"deployment/web\")", "deploy(\"web\", \"a\")")) {
            List<String> marks = here("rollout." + call + ";");
            assertTrue(marks.contains("list,patch,watch apps/replicasets"), "a failed revision: " + marks);
        }
        assertTrue(here("rollout.status(\"deployment/web\");").contains("get,list,watch apps/deployments"));
    }

    @Test
    void aWorkloadThatIsNamedGrantsNothingOnOtherKinds() {
        List<String> job = here("rollout.restart(\"jobs/a\");");
        assertTrue(job.contains("get,list,patch,watch batch/jobs"), job.toString());
        assertFalse(job.toString().contains("apps/"), job.toString());
        assertFalse(here("rollout.undo(\"jobs/a\");").toString().contains("delete"), "only deployments switch back");
        assertTrue(here("rollout.undo(\"deployment/a\");").contains("create,delete,get,list,patch /services"));
        List<String> any = here("rollout.restart(name);");
        assertTrue(any.containsAll(job), any.toString());
        assertTrue(any.contains("get,list,patch,watch apps/statefulsets"), any.toString());
    }

    @Test
    void whatACallGaveIsNoFacade() {
        List<String> deploy = here("rollout.deploy(\"web\", \"a\");");
        assertEquals(deploy, here("var made = rollout.deploy(\"web\", \"a\");", "made.status();"));
        JobRoleRules built =
                rights("var web = rollout.named(\"web\");", "var more = web.port(80);", "more.image(\"a\");");
        assertEquals(List.of(), built.unknown());
        assertEquals(List.of(), built.inNamespaces());
    }

    @Test
    void callsAreFoundBehindVariablesAndInLambdasAndMethods() {
        List<String> undo = here("rollout.undo(\"jobs/web\");");
        assertEquals(undo, here("var here = rollout.in(\"web\");", "here.undo(\"jobs/web\");"));
        assertEquals(undo, here("var ns = true ? rollout.in(\"web\") : rollout;", "ns.undo(\"jobs/web\");"));
        assertEquals(undo, here("void back(RolloutApi api) { api.undo(\"jobs/web\"); }"));
        assertEquals(undo, here("List.of(1).forEach(i -> rollout.inContext(\"a\").undo(\"jobs/web\"));"));
        assertEquals(here("rollout.undo(any);"), here("List.of(\"jobs/web\").forEach(rollout::undo);"));
        assertEquals(List.of(), here("String rollout2 = \"x\";", "rollout2.strip();"));
    }

    @Test
    void linesNeedWhatTheirCommandsNeed() {
        assertEquals(
                here("rollout.restart(\"deployment/web\");"), here("run(\"rollout restart deployment/web -n shop\");"));
        assertEquals(here("rollout.release(x);"), here("run(\"rollout deploy web --image a --strategy canary\");"));
        assertEquals(List.of("get,list batch/jobs"), here("run(\"cluster get jobs -o json\");"));
        assertEquals(
                List.of("shop", "web"),
                rights("run(\"rollout restart deployment/web -n shop\");", "rollout.in(\"web\").statuses();")
                        .namespaces());
    }

    @Test
    void whatTheSourceAloneDoesNotTellIsNamedAndNotGranted() {
        JobRoleRules rights = rights(
                "cluster.get(kind);",
                "cluster.apply(\"manifests\");",
                "cluster.get(\"nothing\");",
                "rollout.in(namespace).statuses();",
                "build.image(\".\", \"a\");");
        assertEquals(
                List.of(
                        "test:1: of which kind cluster.get is is known only when it runs; grant it by --allow",
                        "test:2: what cluster.apply needs cannot be told from the source; grant it by --allow",
                        "test:3: there is no nothing",
                        "test:4: the namespace is known only when it runs; the Job may use only its own and those"
                                + " that the script names",
                        "test:5: build.image needs a Docker Engine, and the Job has none"),
                rights.unknown());
        JobRoleRules allowed = ScriptRights.of(
                tree("cluster.contexts();"),
                VERBS,
                ScriptRightsTest::kind,
                Grant.parse("get,patch:configmaps widgets.example.com"));
        assertEquals(List.of("get,patch /configmaps", "get,patch example.com/widgets"), grants(allowed.inNamespaces()));
    }

    /** One that declares nothing runs in a Job without rights. */
    @Test
    void everyVerbDeclaresWhatItNeedsOfTheCluster() {
        List<String> undeclared = new ArrayList<>();
        Map.of("cluster", ClusterApi.class, "rollout", RolloutApi.class)
                .forEach((facade, type) -> Stream.of(type.getMethods())
                        .filter(method ->
                                method.getDeclaringClass() != Object.class && !Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName)
                        .distinct()
                        .filter(name -> VERBS.of(facade, name).isEmpty())
                        .forEach(name -> undeclared.add(facade + "." + name + "()")));
        COMMANDS.model().subcommands().stream()
                .filter(group -> Set.of("cluster", "rollout").contains(group.name()))
                .forEach(group -> group.subcommands().stream()
                        .map(verb -> group.name() + " " + verb.name())
                        .filter(line -> COMMANDS.rights(line).isEmpty())
                        .forEach(undeclared::add));
        assertEquals(List.of(), undeclared, "declare by @Rbac what these need");
    }

    private static List<String> here(String... code) {
        return grants(rights(code).inNamespaces());
    }

    private static List<String> grants(List<Grant> grants) {
        return grants.stream()
                .map(grant -> String.join(",", grant.verbs()) + " " + grant.group() + "/" + grant.resource())
                .toList();
    }

    private static JobRoleRules rights(String... code) {
        return ScriptRights.of(tree(code), VERBS, ScriptRightsTest::kind, List.of());
    }

    private static ScriptTree tree(String... code) {
        List<SnippetSource> parts = new ArrayList<>();
        for (int i = 0; i < code.length; i++) {
            int line = i + 1;
            parts.add(new SnippetSource(code[i], offset -> new SourcePosition("test", line, offset + 1, "")));
        }
        return ScriptTree.of(parts);
    }

    private static ResourceType kind(String word) {
        if (word.equals("deployment")) {
            return new ResourceType(
                    "apps", "v1", "Deployment", "deployments", "deployment", List.of(), List.of(), true, List.of());
        }
        if (word.equals("jobs")) {
            return new ResourceType("batch", "v1", "Job", "jobs", "job", List.of(), List.of(), true, List.of());
        }
        throw new OpsException(FailureKind.NOT_FOUND, "there is no " + word);
    }

    private static CommandTree commands() {
        Path nowhere = Path.of("target", "nowhere").toAbsolutePath();
        return new Wiring(Settings.of(Map.of(), nowhere, nowhere), RootOptions.parse()).commands();
    }
}
