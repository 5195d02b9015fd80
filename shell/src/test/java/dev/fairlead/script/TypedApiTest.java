package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.applyset.ApplySetRequest;
import dev.fairlead.build.BuildRequest;
import dev.fairlead.cluster.ApplyRequest;
import dev.fairlead.cluster.DeleteRequest;
import dev.fairlead.cluster.GetRequest;
import dev.fairlead.cluster.LogsRequest;
import dev.fairlead.cluster.UseRequest;
import dev.fairlead.command.CommandModel;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.run.ReleaseLine;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.StatusRequest;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.script.api.BuildApi;
import dev.fairlead.script.api.ClusterApi;
import dev.fairlead.script.api.ImageApi;
import dev.fairlead.script.api.RolloutApi;
import dev.fairlead.script.engine.Prelude;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a command does, a method of the typed API does. */
final class TypedApiTest {
    private static final Map<String, Class<?>> GROUPS = Map.of(
            "build", BuildApi.class,
            "image", ImageApi.class,
            "cluster", ClusterApi.class,
            "rollout", RolloutApi.class);

    /** Commands without a method, and why. Only what is about a session or about script files may stand here. */
    private static final Map<String, String> SESSION_ONLY = Map.of(
            "help", "a script's author reads the javadoc",
            "journal", "what was changed from this machine, for people; a script knows what it changed",
            "completion", "for other shells",
            "version", "for people",
            "exit", "/exit",
            "run", "/open",
            "sandbox", "where the lines of a session go; a script runs in either alike",
            "cluster pin", "a person vouches for a cluster once; scripts ask by pinned(…)",
            "script", "about script files; /open runs one within another");

    /** The methods whose names are not their commands'. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "image ls", "list",
            "image rm", "remove",
            "cluster ns", "namespaces",
            "rollout wait", "waitFor",
            "rollout apply-plan", "applyPlan");

    /** What every command has: how its result is printed. */
    private static final Set<String> EVERYWHERE = Set.of("--output", "--help", "--verbose");

    private static final Map<String, String> SCOPE = Map.of("--namespace", "in", "--context", "inContext");

    /** What says the same as the options of a command, by command and option. */
    private static final Map<String, Map<String, Said>> OPTIONS = options();

    @TempDir
    private Path home;

    @Test
    void everyCommandOfAGroupHasAMethod() {
        List<String> missing = new ArrayList<>();
        Set<String> excepted = new TreeSet<>();
        for (CommandModel first : commands()) {
            if (SESSION_ONLY.containsKey(first.name())) {
                excepted.add(first.name());
                continue;
            }
            Class<?> api = GROUPS.get(first.name());
            for (CommandModel leaf : leaves(first)) {
                String command = first.name() + " " + leaf.name();
                if (SESSION_ONLY.containsKey(command)) {
                    excepted.add(command);
                    continue;
                }
                String method = OTHER_NAMES.getOrDefault(command, leaf.name());
                if (api == null || !has(api, method)) {
                    missing.add(command);
                }
            }
        }
        assertEquals(List.of(), missing);
        assertEquals(new TreeSet<>(SESSION_ONLY.keySet()), excepted, "an exception for what is no command any more");
    }

    @Test
    void everyOptionOfACommandCanBeSaidToItsMethod() {
        List<String> missing = new ArrayList<>();
        for (CommandModel first : commands()) {
            Class<?> api = GROUPS.get(first.name());
            if (api == null) {
                continue;
            }
            for (CommandModel leaf : leaves(first)) {
                String command = first.name() + " " + leaf.name();
                if (SESSION_ONLY.containsKey(command)) {
                    continue;
                }
                for (CommandModel.Option option : leaf.options()) {
                    String name = longest(option);
                    if (!EVERYWHERE.contains(name) && !isSaid(api, command, name)) {
                        missing.add(command + " " + name);
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void noNameOfThePreludeIsAmbiguous() {
        Map<String, String> packages = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (String snippet : Prelude.snippets()) {
            if (!snippet.startsWith("import dev.fairlead.")) {
                continue;
            }
            String name = snippet.substring("import ".length(), snippet.length() - ".*;".length());
            for (String type : publicTypes(name)) {
                String other = packages.putIfAbsent(type, name);
                if (other != null || isOfTheJdk(type)) {
                    twice.add(type + " of " + name + " and " + (other == null ? "the JDK" : other));
                }
            }
        }
        assertFalse(packages.isEmpty());
        assertEquals(List.of(), twice);
    }

    private static boolean isSaid(Class<?> api, String command, String option) {
        String scoped = SCOPE.get(option);
        if (scoped != null && !command.equals("cluster use")) {
            return has(api, scoped);
        }
        Said said = OPTIONS.getOrDefault(command, Map.of()).get(option);
        if (said == null && api == RolloutApi.class) {
            // A rollout's patience is said once for all of its commands.
            String name =
                    option.equals("--logs") ? "withLogs" : option.equals("--no-wait") ? "noWait" : option.substring(2);
            return has(api, "waiting") && has(WaitRules.class, name);
        }
        return said != null && has(said.type(), said.method());
    }

    private List<CommandModel> commands() {
        try (Shell shell = new Shell(home, Map.of())) {
            List<CommandModel> all = shell.wiring().commands().model().subcommands();
            assertTrue(all.size() > GROUPS.size());
            return all;
        }
    }

    private static List<CommandModel> leaves(CommandModel first) {
        return first.subcommands().isEmpty() ? List.of(first) : first.subcommands();
    }

    private static String longest(CommandModel.Option option) {
        return option.names().stream()
                .filter(name ->
                        name.startsWith("--") && !name.startsWith("--no-auto") && !name.equals("--no-with-config"))
                .findFirst()
                .orElse(option.names().get(0));
    }

    private static boolean has(Class<?> type, String method) {
        return Arrays.stream(type.getMethods())
                .filter(one -> one.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .anyMatch(method::equals);
    }

    private static boolean isOfTheJdk(String type) {
        return Prelude.snippets().stream()
                .filter(snippet -> snippet.startsWith("import java."))
                .map(snippet -> snippet.substring("import ".length(), snippet.length() - ".*;".length()))
                .anyMatch(name -> exists(name + "." + type));
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<String> publicTypes(String name) {
        try {
            Path classes = Path.of(RolloutApi.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
                        .map(file -> file.substring(0, file.length() - ".class".length()))
                        .filter(type -> isPublic(name + "." + type))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, RolloutApi.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Map<String, Said>> options() {
        Map<String, Map<String, Said>> all = new LinkedHashMap<>();
        all.put(
                "build image",
                said(
                        BuildRequest.class,
                        "tag file=dockerfile build-arg=buildArg target platform no-cache=noCache"
                                + " pull label push secret builder"));
        all.put("image ls", said(ImageApi.class, "all=listAll"));
        all.put("image pull", said(ImageApi.class, "platform=pull"));
        all.put("image rm", said(ImageApi.class, "force=forceRemove"));
        all.put("image login", said(ImageApi.class, "username=login password-stdin=login"));
        all.put("cluster use", said(UseRequest.class, "namespace save"));
        Map<String, Said> get = said(
                GetRequest.class,
                "all-namespaces=allNamespaces selector=labels"
                        + " field-selector=fields show-labels=showLabels sort-by=sortBy chunk-size=chunk"
                        + " show-managed-fields=managedFields");
        get.put("--watch", new Said(ClusterApi.class, "watch"));
        all.put("cluster get", get);
        all.put(
                "cluster apply",
                said(
                        ApplyRequest.class,
                        "filename=sources recursive dry-run=dryRun" + " force-conflicts=forceConflicts"));
        all.put(
                "cluster delete",
                said(
                        DeleteRequest.class,
                        "filename=sources recursive selector=labels all"
                                + " grace-period=grace no-wait=untilGone timeout=limit dry-run=dryRun yes=agreed"));
        all.put(
                "cluster logs",
                said(
                        LogsRequest.class,
                        "selector=labels container all-containers=allContainers follow"
                                + " previous tail since timestamps raw"));
        all.put("rollout deploy", deploy());
        all.put(
                "rollout apply",
                said(
                        ApplySetRequest.class,
                        "filename=sources recursive=recursively dry-run=asDryRun prune"
                                + " prune-data=pruneData yes=prune restart-on-config=restartOnConfig force-conflicts=forceConflicts"
                                + " take-over=takeOver create-namespace=createNamespace"));
        all.put(
                "rollout status",
                said(
                        StatusRequest.class,
                        "selector=labels all-namespaces=allNamespaces filename=files"
                                + " recursive fail-fast=failFast"));
        all.put("rollout wait", said(WaitRequest.class, "for=wanted selector=labels all all-namespaces=allNamespaces"));
        all.put("rollout apply-plan", notices());
        all.put("rollout history", said(RolloutApi.class, "diff"));
        all.put(
                "rollout undo",
                said(UndoRequest.class, "to-revision=to with-config=withConfig" + " no-evidence=withoutEvidence"));
        for (String line : List.of("promote", "abort", "resume")) {
            all.put("rollout " + line, release());
        }
        return all;
    }

    private static Map<String, Said> release() {
        Map<String, Said> release =
                said(ReleaseLine.class, "full take-over=takeOver as-it-is=asItIs overwrite=overwrite");
        release.putAll(notices());
        return release;
    }

    private static Map<String, Said> notices() {
        return said(RolloutApi.class, "notify=notifying no-notify=notifyingNobody");
    }

    private static Map<String, Said> deploy() {
        Map<String, Said> deploy = said(
                DeployRequest.Builder.class,
                "image container port service-port=servicePort"
                        + " replicas env cpu=request memory=request cpu-limit=limit memory-limit=limit readiness liveness startup"
                        + " max-surge=maxSurge max-unavailable=maxUnavailable pull-secret=pullSecret run-as-user=runAsUser drain"
                        + " allow-root=allowRoot create-namespace=createNamespace change-cause=changeCause dry-run=dryRun");
        deploy.putAll(said(
                ReleaseRequest.Builder.class,
                "strategy steps=canary pause=canary keep=bluegreen gate gates"
                        + " auto-rollback=autoRollback take-over=takeOver plan-out=planOut route match"));
        deploy.putAll(said(RolloutApi.class, "contexts=releaseIn wave=releaseIn roll-back-waves=releaseIn"));
        deploy.putAll(notices());
        return deploy;
    }

    /** @param words an option each, with the method's name where it is another */
    private static Map<String, Said> said(Class<?> type, String words) {
        Map<String, Said> said = new LinkedHashMap<>();
        Stream.of(words.split(" ")).forEach(word -> {
            String[] pair = word.split("=", 2);
            said.put("--" + pair[0], new Said(type, pair[pair.length - 1]));
        });
        return said;
    }

    /** A method that says what an option says. */
    private record Said(Class<?> type, String method) {}
}
