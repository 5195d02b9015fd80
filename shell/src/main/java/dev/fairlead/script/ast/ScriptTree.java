package dev.fairlead.script.ast;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A script's calls and variables in the order of its source. Parts that no compiler understands are left out.
 *
 * @param read the names that are read somewhere
 */
public record ScriptTree(List<Call> calls, List<Variable> variables, Set<String> read) {
    public ScriptTree {
        calls = List.copyOf(calls);
        variables = List.copyOf(variables);
        read = Set.copyOf(read);
    }

    public static ScriptTree of(List<SnippetSource> parts) {
        return CompilerStack.within(() -> TreeReader.read(parts));
    }

    /** Calls of that name that are written without anything before it. */
    public Stream<Call> bare(String name) {
        return calls.stream().filter(call -> call.isBare() && call.name().equals(name));
    }

    /** The parameters that it asks its line for by {@code param("name")}, in the order of the source. */
    public List<DeclaredParameter> asked() {
        return bare("param")
                .flatMap(call -> call.constant().map(name -> asked(call, name)).stream())
                .toList();
    }

    private DeclaredParameter asked(Call param, String name) {
        List<Call> said = calls.stream().filter(call -> call.follows(param)).toList();
        return new DeclaredParameter(param, name.replaceFirst("^--", ""), said);
    }

    /**
     * What a chain of calls begins with, through variables: {@code rollout} for {@code here} in {@code var here =
     * rollout.in("web")}; the name itself where nothing more is known.
     *
     * @param known names that need no explanation
     */
    public String origin(String name, Set<String> known) {
        List<String> seen = new ArrayList<>();
        String at = name;
        while (!known.contains(at) && !seen.contains(at)) {
            seen.add(at);
            String from = at;
            Optional<String> next = variables.stream()
                    .filter(variable -> variable.name().equals(from))
                    .flatMap(variable -> Stream.concat(
                            facade(variable.type(), known).stream(),
                            variable.calls().stream().map(Call::root).filter(root -> !root.isEmpty())))
                    .filter(root -> known.contains(root) || isDeclared(root))
                    .findFirst();
            if (next.isEmpty()) {
                return name;
            }
            at = next.get();
        }
        return at;
    }

    /** {@code rollout} for {@code RolloutApi}. */
    private static Optional<String> facade(String type, Set<String> known) {
        String name = type.replaceFirst("Api$", "").toLowerCase(Locale.ROOT);
        return type.endsWith("Api") && known.contains(name) ? Optional.of(name) : Optional.empty();
    }

    private boolean isDeclared(String name) {
        return variables.stream().anyMatch(variable -> variable.name().equals(name));
    }

    /** How the parts that make a {@link ScriptTree} are merged. */
    static ScriptTree merged(Map<Integer, ScriptTree> byPart, int parts) {
        List<Call> calls = new ArrayList<>();
        List<Variable> variables = new ArrayList<>();
        Set<String> read = new HashSet<>();
        for (int i = 0; i < parts; i++) {
            ScriptTree one = byPart.get(i);
            if (one != null) {
                calls.addAll(one.calls());
                variables.addAll(one.variables());
                read.addAll(one.read());
            }
        }
        return new ScriptTree(calls, variables, read);
    }
}
