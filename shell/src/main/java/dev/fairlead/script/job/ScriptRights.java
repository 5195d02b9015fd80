package dev.fairlead.script.job;

import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.rights.DeclaredRights;
import dev.fairlead.rights.Grant;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.script.ast.Argument;
import dev.fairlead.script.ast.Call;
import dev.fairlead.script.ast.ScriptTree;
import dev.fairlead.script.ast.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Derives the least rights that a script's calls and lines need. */
final class ScriptRights {
    private static final Set<String> FACADES = VerbRights.facades();
    private static final Set<String> IN_NAMESPACE = Set.of("in", "namespace", "pods", "deployments");

    private static final Set<String> SAME = Set.of("in", "inContext", "waiting", "notifying", "notifyingNobody");

    private final ScriptTree tree;
    private final VerbRights verbs;
    private final Function<String, ResourceType> kinds;
    private final Map<String, Set<String>> inNamespaces = new TreeMap<>();
    private final Map<String, Set<String>> inCluster = new TreeMap<>();
    private final Map<String, Set<String>> inSystem = new TreeMap<>();
    private final Set<String> namespaces = new TreeSet<>();
    private final Set<String> unknown = new TreeSet<>();

    private ScriptRights(ScriptTree tree, VerbRights verbs, Function<String, ResourceType> kinds) {
        this.tree = tree;
        this.verbs = verbs;
        this.kinds = kinds;
    }

    /**
     * The rights of a script.
     *
     * @param verbs what calls and lines declare
     * @param kinds finds what a word such as {@code deploy} names; fails with an {@code OpsException} where nothing does
     * @param allowed what is granted besides
     */
    static JobRoleRules of(
            ScriptTree tree, VerbRights verbs, Function<String, ResourceType> kinds, List<Grant> allowed) {
        ScriptRights rights = new ScriptRights(tree, verbs, kinds);
        for (Call call : tree.calls()) {
            rights.call(call);
        }
        tree.bare("run").forEach(rights::line);
        tree.calls().stream()
                .filter(Call::isBare)
                .flatMap(call -> VerbRights.ofFunction(call.name()).stream())
                .forEach(function -> rights.add(rights.inSystem, function.inSystem()));
        rights.add(rights.inNamespaces, allowed);
        return new JobRoleRules(
                List.copyOf(rights.namespaces),
                grants(rights.inNamespaces),
                grants(rights.inCluster),
                grants(rights.inSystem),
                List.copyOf(rights.unknown));
    }

    private void call(Call call) {
        String facade = tree.origin(call.root(), FACADES);
        if (!FACADES.contains(facade)
                || !isFacade(call.root())
                || (call.before() != null && !isFacade(call.before()))) {
            return;
        }
        List<String> words = call.arguments().stream().map(Argument::text).toList();
        need(facade, call.name(), words, call.place());
        if (IN_NAMESPACE.contains(call.name()) && !words.isEmpty()) {
            namespace(words.get(0), call.place());
        }
    }

    /** Whether a call gives the facade itself again, so that what follows is a call of it. */
    private static boolean isFacade(Call call) {
        return SAME.contains(call.name()) && (call.before() == null || isFacade(call.before()));
    }

    /** Whether a name stands for a facade, and not for what one of its calls gave. */
    private boolean isFacade(String name) {
        return tree.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .flatMap(variable -> variable.calls().stream())
                .filter(call -> FACADES.contains(tree.origin(call.root(), FACADES)))
                .allMatch(ScriptRights::isFacade);
    }

    private void line(Call call) {
        List<String> words = call.arguments().stream()
                .flatMap(argument -> List.of(argument.text().strip().split("\\s+")).stream())
                .toList();
        if (words.size() < 2 || !FACADES.contains(words.get(0))) {
            return;
        }
        String verb = words.get(1).equals("deploy") && words.contains("--strategy") ? "release" : words.get(1);
        need(
                words.get(0),
                verb,
                words.subList(2, words.size()).stream()
                        .filter(word -> !word.startsWith("-"))
                        .toList(),
                call.place());
        int option = Math.max(words.indexOf("-n"), words.indexOf("--namespace"));
        if (option > 0 && option + 1 < words.size()) {
            namespace(words.get(option + 1), call.place());
        }
    }

    private void need(String facade, String verb, List<String> words, SourcePosition place) {
        String call = facade + "." + verb;
        Optional<DeclaredRights> declared = verbs.of(facade, verb);
        if (declared.isEmpty() && Set.of("build", "image").contains(facade)) {
            unknown.add(place + ": " + call + " needs a Docker Engine, and the Job has none");
        } else if (declared.filter(rights -> !rights.isOn(Subject.UNKNOWN)).isEmpty()) {
            unknown.add(place + ": what " + call + " needs cannot be told from the source; grant it by --allow");
        } else {
            DeclaredRights rights = declared.get();
            if (rights.isOn(Subject.KIND)) {
                kind(call, rights, words, place);
            }
            add(inNamespaces, rights.inNamespaces(workload(rights, words, place)));
            add(inCluster, rights.inCluster());
            add(inSystem, rights.inSystem());
        }
    }

    /** The resource that a word such as {@code deployment/web} is of. */
    private Optional<String> workload(DeclaredRights rights, List<String> words, SourcePosition place) {
        String word = words.isEmpty() ? Argument.UNKNOWN : words.get(0);
        boolean pod = rights.isOn(Subject.WORKLOAD_OR_POD);
        String kind = word.contains("/") ? word.split("/", 2)[0] : pod ? "pods" : word;
        boolean several = words.size() > 1 && !word.contains("/");
        if (!rights.isOnWorkload() || kind.contains(Argument.UNKNOWN) || several) {
            return Optional.empty();
        }
        try {
            ResourceType type = kinds.apply(kind);
            return Optional.of(type.qualified());
        } catch (OpsException e) {
            unknown.add(place + ": " + e.message());
            return Optional.empty();
        }
    }

    private void kind(String call, DeclaredRights rights, List<String> words, SourcePosition place) {
        boolean named = !words.isEmpty() && words.get(0).contains("/");
        String kind = words.isEmpty() ? Argument.UNKNOWN : words.get(0).split("/", 2)[0];
        if (kind.contains(Argument.UNKNOWN)) {
            unknown.add(place + ": of which kind " + call + " is is known only when it runs; grant it by --allow");
            return;
        }
        for (String one : kind.split(",")) {
            try {
                ResourceType type = kinds.apply(one);
                add(type.namespaced() ? inNamespaces : inCluster, rights.onKind(named, type.qualified()));
            } catch (OpsException e) {
                unknown.add(place + ": " + e.message());
            }
        }
    }

    private void namespace(String name, SourcePosition place) {
        if (name.contains(Argument.UNKNOWN)) {
            unknown.add(place + ": the namespace is known only when it runs; the Job may use only its own and those"
                    + " that the script names");
        } else {
            namespaces.add(name);
        }
    }

    private void add(Map<String, Set<String>> to, List<Grant> grants) {
        for (Grant grant : grants) {
            to.computeIfAbsent(grant.group() + "/" + grant.resource(), key -> new TreeSet<>())
                    .addAll(grant.verbs());
        }
    }

    private static List<Grant> grants(Map<String, Set<String>> merged) {
        List<Grant> grants = new ArrayList<>();
        merged.forEach((key, verbs) -> {
            String[] parts = key.split("/", 2);
            grants.add(new Grant(parts[0], parts[1], List.copyOf(verbs)));
        });
        return grants;
    }
}
